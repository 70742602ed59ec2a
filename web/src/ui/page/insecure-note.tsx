import { IconLockOpen } from '@tabler/icons-react'
import styles from './insecure-note.module.css'
import { Note } from '../note.tsx'
import { t } from '../words/text.ts'

/** On a page without TLS, where browsers allow neither camera nor microphone: says so. */
export function InsecureNote() {
  if (window.isSecureContext) return null
  return (
    <div className={styles.insecure}>
      <Note tone="danger" icon={IconLockOpen} role="alert">
        {t('page.insecure')}
      </Note>
    </div>
  )
}
