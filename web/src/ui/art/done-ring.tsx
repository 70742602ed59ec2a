import { IconCheck } from '@tabler/icons-react'
import styles from './done-ring.module.css'
import { Icon } from './icon.tsx'
import { Ring } from './ring.tsx'

/** The full green ring with a check: a call that is over. */
export function DoneRing() {
  return (
    <Ring fraction={1} colour="ready" size={92} stroke={5}>
      <span className={styles.check}>
        <Icon of={IconCheck} size={40} stroke={2.4} />
      </span>
    </Ring>
  )
}
