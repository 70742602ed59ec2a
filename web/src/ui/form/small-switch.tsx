import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './switch.module.css'

type SmallSwitchProps = { label: string; hint?: ReactNode; on: boolean; onChange: (on: boolean) => void }

/** A switch with its label on the left: "Sound on arrival". */
export function SmallSwitch({ label, hint, on, onChange }: SmallSwitchProps) {
  const id = useId()
  return (
    <div className={styles.setting}>
      <div className={styles.words}>
        <b id={id}>{label}</b>
        {hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
      </div>
      <button
        className={styles.switch}
        data-small
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onClick={() => onChange(!on)}
      >
        <span className={styles.knob} />
      </button>
    </div>
  )
}
