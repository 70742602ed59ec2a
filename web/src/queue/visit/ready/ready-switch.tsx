import type { PlainKey } from '@medconsult/words'
import { IconCheck, IconCloudOff, IconHourglass } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/art/icon.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from '../../../ui/form/switch.module.css'

type ReadySwitchProps = {
  on: boolean
  onChange: (on: boolean) => void
  /** The sentence under the heading. */
  children: ReactNode
  title?: string
  busy?: boolean
  /** How it looks while on: green with a check, or ochre if something is missing, another call is open or the clinic is unreachable. */
  look?: Look
}

type Look = 'ready' | 'almost' | 'after-call' | 'cut-off'
const looks = {
  ready: { title: 'visit.ready.on', icon: IconCheck },
  almost: { title: 'visit.ready.almost', icon: IconHourglass },
  'after-call': { title: 'visit.ready.afterCall', icon: IconHourglass },
  'cut-off': { title: 'visit.ready.cutOff', icon: IconCloudOff },
} as const satisfies Record<Look, { title: PlainKey; icon: TablerIcon }>

/** The one big switch: "I am ready" off, "You are ready" on. */
export function ReadySwitch({ on, onChange, children, title, busy = false, look = 'ready' }: ReadySwitchProps) {
  const id = useId()
  return (
    <div className={styles.readyBar} data-on={on || undefined} data-look={look}>
      <div className={styles.words}>
        <h2 id={id}>{title ?? t(on ? looks[look].title : 'visit.ready.off')}</h2>
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
          <Icon of={looks[look].icon} stroke={look === 'ready' ? 2.6 : 2} />
        </span>
      </button>
    </div>
  )
}
