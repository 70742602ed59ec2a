import styles from '../visually-hidden.module.css'

/** A hidden text that screen readers announce whenever it changes. */
export function LiveRegion({ message, urgency = 'polite' }: { message: string; urgency?: 'polite' | 'assertive' }) {
  return (
    <div className={styles.hidden} role={urgency === 'polite' ? 'status' : 'alert'} aria-live={urgency} aria-atomic="true">
      {message}
    </div>
  )
}
