import styles from './face.module.css'
import { initials, nameTint } from '../words/name-tint.ts'

/** A person's initials in a disc; its tint comes from the name. Decoration: always shown beside the name. */
export function Face({ name, size = 44 }: { name: string; size?: number }) {
  return (
    <span className={styles.face} data-tint={nameTint(name)} style={{ '--size': `${size}px` }} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
