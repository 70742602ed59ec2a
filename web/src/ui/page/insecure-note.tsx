import { IconLockOpen } from '@tabler/icons-react'
import styles from './insecure-note.module.css'
import { Note } from '../note.tsx'

/** On a page without TLS, where browsers allow neither camera nor microphone: says so. */
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
