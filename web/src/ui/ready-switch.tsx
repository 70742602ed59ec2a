import { IconCheck, IconCloudOff, IconHourglass } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './switch.module.css'

type ReadySwitchProps = {
  on: boolean
  onChange: (on: boolean) => void
  /** The sentence under the heading. */
  children: ReactNode
  title?: string
  busy?: boolean
  /** How it looks while it is on: green with a check, or ochre while something is missing or the clinic cannot be reached. */
  look?: Look
}

type Look = 'ready' | 'almost' | 'cut-off'
const titles = { ready: 'You are ready', almost: 'Almost ready', 'cut-off': 'Ready, but not connected' } as const satisfies Record<
  Look,
  string
>
const icons = { ready: IconCheck, almost: IconHourglass, 'cut-off': IconCloudOff } as const

/** The one big switch: "I am ready" off, "You are ready" on. */
export function ReadySwitch({ on, onChange, children, title, busy = false, look = 'ready' }: ReadySwitchProps) {
  const id = useId()
  return (
    <div className={styles.readyBar} data-on={on || undefined} data-look={look}>
      <div className={styles.words}>
        <h2 id={id}>{title ?? (on ? titles[look] : 'I am ready')}</h2>
        <p id={`${id}-say`}>{children}</p>
      </div>
      <button
        className={styles.switch}
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={`${id}-say`}
        aria-busy={busy}
        data-look={look}
        onClick={() => {
          if (!busy) onChange(!on)
        }}
      >
        <span className={styles.knob}>
          <Icon of={icons[look]} stroke={look === 'ready' ? 2.6 : 2} />
        </span>
      </button>
    </div>
  )
}
