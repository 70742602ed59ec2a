import type { PlainKey } from '@medconsult/words'
import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { cornerAfterKey, nearestCorner } from './corners.ts'
import type { Corner } from './corners.ts'
import styles from './self-view.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { t } from '../../ui/words/text.ts'

const places = {
  'top-left': 'call.self.topLeft',
  'top-right': 'call.self.topRight',
  'bottom-left': 'call.self.bottomLeft',
  'bottom-right': 'call.self.bottomRight',
} as const satisfies Record<Corner, PlainKey>

/** The own picture, always in a corner; dragged by pointer or moved by arrow keys. */
export function SelfView({ children, label = t('call.self.you') }: { children: ReactNode; label?: string }) {
  const id = useId()
  const [corner, setCorner] = useState<Corner>('top-right')
  const [shift, setShift] = useState<{ x: number; y: number } | null>(null)
  const from = useRef({ x: 0, y: 0 })

  const start = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY }
    setShift({ x: 0, y: 0 })
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (shift !== null) setShift({ x: event.clientX - from.current.x, y: event.clientY - from.current.y })
  }
  const drop = (event: PointerEvent<HTMLElement>): void => {
    const stage = event.currentTarget.parentElement?.getBoundingClientRect()
    const self = event.currentTarget.getBoundingClientRect()
    if (shift !== null && stage !== undefined) setCorner(nearestCorner(self, stage))
    setShift(null)
  }
  const press = (event: KeyboardEvent): void => {
    const next = cornerAfterKey(corner, event.key)
    if (next === null) return
    event.preventDefault()
    setCorner(next)
  }

  return (
    <div
      className={styles.self}
      role="group"
      tabIndex={0}
      aria-label={t('call.self.name')}
      aria-describedby={id}
      data-corner={corner}
      data-moving={shift !== null || undefined}
      style={shift === null ? {} : { translate: `${shift.x}px ${shift.y}px` }}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={() => setShift(null)}
      onKeyDown={press}
    >
      {children}
      <span className={styles.chip}>{label}</span>
      <VisuallyHidden id={id}>{t('call.self.move')}</VisuallyHidden>
      <span role="status">
        <VisuallyHidden>{t(places[corner])}</VisuallyHidden>
      </span>
    </div>
  )
}
