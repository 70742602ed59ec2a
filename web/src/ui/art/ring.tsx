import type { ReactNode } from 'react'
import { Face } from './face.tsx'
import styles from './ring.module.css'

export type RingColour = 'primary' | 'ready' | 'waiting'

type RingProps = {
  /** What is left, 0 to 1. */
  fraction: number
  colour?: RingColour
  size?: number
  /** Its width in hundredths of the size. */
  stroke?: number
  /** Spins, as while reconnecting. */
  turning?: boolean
  children?: ReactNode
}

/** The ring that empties; words beside it say what it counts. */
export function Ring({ fraction, colour = 'primary', size = 52, stroke = 6, turning = false, children }: RingProps) {
  const radius = 50 - Math.max(3, stroke / 2 + 0.5)
  const round = 2 * Math.PI * radius
  const left = Math.min(1, Math.max(0, fraction))
  return (
    <span className={styles.ring} data-colour={colour} data-turning={turning || undefined} style={{ '--size': `${size}px` }}>
      <svg viewBox="0 0 100 100" fill="none" strokeWidth={stroke} aria-hidden="true">
        <circle className={styles.rail} cx="50" cy="50" r={radius} />
        {left > 0 && (
          <circle
            className={styles.left}
            cx="50"
            cy="50"
            r={radius}
            strokeDasharray={round.toFixed(1)}
            strokeDashoffset={(round * (1 - left)).toFixed(1)}
          />
        )}
      </svg>
      <span className={styles.inside}>{children}</span>
    </span>
  )
}

/** The caller's face in the invitation's ring; green, ochre from 10 seconds on. */
export function RingFace({ name, fraction, last = false }: { name: string; fraction: number; last?: boolean }) {
  return (
    <span className={styles.caller}>
      <Ring fraction={fraction} colour={last ? 'waiting' : 'ready'} size={168} stroke={4.5}>
        <Face name={name} size={128} />
      </Ring>
    </span>
  )
}
