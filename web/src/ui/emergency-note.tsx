import { IconPhoneCall } from '@tabler/icons-react'
import { clinic } from './words/clinic.ts'
import styles from './emergency-note.module.css'
import { Note } from './note.tsx'
import { Rich } from './words/rich.tsx'

/** "In an emergency, do not wait here: call 112." */
export function EmergencyNote() {
  return (
    <Note icon={IconPhoneCall}>
      <Rich
        text="page.emergency"
        number={clinic.emergencyNumber}
        call={(number) => (
          <a className={styles.number} href={`tel:${clinic.emergencyNumber}`}>
            <b>{number}</b>
          </a>
        )}
      />
    </Note>
  )
}
