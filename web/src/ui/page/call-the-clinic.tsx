import { IconPhone } from '@tabler/icons-react'
import { Note } from '../note.tsx'
import { clinic } from '../words/clinic.ts'
import { Rich } from '../words/rich.tsx'
import styles from './clinic-line.module.css'

/** "Call the clinic: +41 44 …"; nothing if it has given no telephone. */
export function CallTheClinic() {
  const { phone: number } = clinic
  if (number === null) return null
  return (
    <Note icon={IconPhone}>
      <Rich
        text="join.callTheClinic"
        number={number}
        phone={(words) => (
          <a className={styles.phone} dir="ltr" href={`tel:${number.replace('(0)', '').replace(/[^+\d]/g, '')}`}>
            {words}
          </a>
        )}
      />
    </Note>
  )
}
