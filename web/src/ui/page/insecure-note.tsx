import { IconLockOpen } from '@tabler/icons-react'
import styles from './insecure-note.module.css'
import { Note } from '../note.tsx'

/** On a page that came without TLS, where browsers give neither camera nor microphone: what is missing. */
export function InsecureNote() {
  if (window.isSecureContext) return null
  return (
    <div className={styles.insecure}>
      <Note tone="danger" icon={IconLockOpen} role="alert">
        This page has no secure connection (TLS): your browser gives it neither camera nor microphone, and calls do not work. Open the
        clinic’s address with https.
      </Note>
    </div>
  )
}
