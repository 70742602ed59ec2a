import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/art/icon.tsx'
import { Ring } from '../../../ui/art/ring.tsx'
import type { RingColour } from '../../../ui/art/ring.tsx'
import styles from './overlay-card.module.css'

/** "Your network" – "Connected". */
export type Fact = { name: string; value: string; colour: 'ready' | 'waiting' | 'danger'; icon: TablerIcon }

type OverlayCardProps = {
  title: string
  children?: ReactNode
  /** The icon in the ring. */
  icon: TablerIcon
  colour?: RingColour
  /** The ring turns while waiting for something. */
  turning?: boolean
  facts?: readonly Fact[]
  actions?: ReactNode
}

/** A state of the call over its picture. */
export function OverlayCard({ title, children, icon, colour = 'waiting', turning = false, facts = [], actions }: OverlayCardProps) {
  return (
    <div className={styles.card}>
      <div className={styles.state} role="status">
        <Ring fraction={turning ? 0.28 : 1} colour={colour} size={72} turning={turning}>
          <Icon of={icon} size={30} />
        </Ring>
        <h2>{title}</h2>
        {children !== undefined && <p>{children}</p>}
      </div>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd data-colour={fact.colour}>
                <Icon of={fact.icon} size={18} />
                {fact.value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {actions !== undefined && <div className={styles.cardActions}>{actions}</div>}
    </div>
  )
}
