import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './alert-sheet.module.css'
import { LiveRegion } from './live-region.tsx'
import { useLockScroll } from './lock-scroll.ts'

type AlertSheetProps = {
  title: string
  /** The sentence that describes it: the seconds left. */
  description: ReactNode
  /** A `RingFace`. */
  art?: ReactNode
  /** Two buttons, the wider first. */
  actions: ReactNode
  foot?: ReactNode
  /** Read out at once when it changes: "30 seconds left to join". */
  announcement?: string
}

/**
 * An incoming call, over everything while it is rendered. Escape and the backdrop do nothing, and focus starts on the dialog
 * itself, so that a stray Enter answers nothing.
 */
export function AlertSheet({ title, description, art, actions, foot, announcement = '' }: AlertSheetProps) {
  const id = useId()
  const sheet = useRef<HTMLDialogElement>(null)
  useLockScroll(true)

  useEffect(() => {
    const dialog = sheet.current
    const before = document.activeElement
    dialog?.showModal()
    dialog?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  return (
    <dialog
      className={styles.sheet}
      ref={sheet}
      role="alertdialog"
      tabIndex={-1}
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-say`}
      onKeyDown={keepInside}
      onCancel={(event) => event.preventDefault()}
    >
      {art !== undefined && <div className={styles.art}>{art}</div>}
      <h1 className={styles.title} id={`${id}-title`}>
        {title}
      </h1>
      <p className={styles.say} id={`${id}-say`}>
        {description}
      </p>
      <div className={styles.actions}>{actions}</div>
      {foot !== undefined && <p className={styles.foot}>{foot}</p>}
      <LiveRegion message={announcement} urgency="assertive" />
    </dialog>
  )
}

/** Escape does nothing, and Tab cycles inside. */
function keepInside(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key === 'Escape') event.preventDefault()
  if (event.key !== 'Tab') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('button, a[href], input, select')]
  const [first, last] = event.shiftKey ? [stops.at(-1), stops.at(0)] : [stops.at(0), stops.at(-1)]
  const here = document.activeElement
  if (first !== undefined && (here === last || here === event.currentTarget)) {
    event.preventDefault()
    first.focus()
  }
}
