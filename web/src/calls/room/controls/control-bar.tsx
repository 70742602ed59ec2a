import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/art/icon.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './control-bar.module.css'

/** The call's buttons; they never hide. */
export function ControlBar({ children }: { children: ReactNode }) {
  return (
    <div className={styles.controls} role="group" aria-label={t('call.controls.name')}>
      {children}
    </div>
  )
}

type ControlButtonProps = {
  icon: TablerIcon
  /** The word under it; for a device that is off "Microphone off". */
  label: string
  onClick: () => void
  /** Off is red with a slashed icon; `end` is the red one at the end. */
  look?: 'plain' | 'off' | 'end'
  /** The full name: "Microphone is on. Turn it off". */
  name?: string
  /** Not on a phone. */
  wideOnly?: boolean
  /** Why it cannot act now; shown instead of hiding the button. */
  refused?: string
}

export function ControlButton({ icon, label, onClick, look = 'plain', name, wideOnly = false, refused }: ControlButtonProps) {
  return (
    <button
      className={styles.control}
      type="button"
      data-look={look}
      data-wide-only={wideOnly || undefined}
      aria-label={refused === undefined ? name : t('call.controls.refused', { control: name ?? label, why: refused })}
      aria-disabled={refused !== undefined || undefined}
      onClick={() => {
        if (refused === undefined) onClick()
      }}
    >
      <span className={styles.key}>
        <Icon of={icon} size={24} />
      </span>
      <span>{label}</span>
    </button>
  )
}
