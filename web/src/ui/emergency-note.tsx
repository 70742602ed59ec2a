import { IconPhoneCall } from '@tabler/icons-react'
import { clinic } from './words/clinic.ts'
import styles from './emergency-note.module.css'
import { Note } from './note.tsx'

/** "In an emergency, do not wait here: call 112." */
export function EmergencyNote() {
  return (
    <Note icon={IconPhoneCall}>
      In an emergency, do not wait here: call{' '}
      <a className={styles.number} href={`tel:${clinic.emergencyNumber}`}>
        <b>{clinic.emergencyNumber}</b>
      </a>
      .
    </Note>
  )
}
