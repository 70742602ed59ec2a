import { IconCheck } from '@tabler/icons-react'
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
}

/** The one big switch: "I am ready" off, "You are ready" on. Green bar with a check when on. */
export function ReadySwitch({ on, onChange, children, title, busy = false }: ReadySwitchProps) {
  const id = useId()
  return (
    <div className={styles.readyBar} data-on={on || undefined}>
      <div className={styles.words}>
        <h2 id={id}>{title ?? (on ? 'You are ready' : 'I am ready')}</h2>
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
        onClick={() => {
          if (!busy) onChange(!on)
        }}
      >
        <span className={styles.knob}>
          <Icon of={IconCheck} stroke={2.6} />
        </span>
      </button>
    </div>
  )
}
