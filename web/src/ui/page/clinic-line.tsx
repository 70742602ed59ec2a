import { clinic } from '../words/clinic.ts'
import styles from './clinic-line.module.css'

/** The clinic's telephone as a link, if it is configured. */
function Telephone() {
  if (clinic.phone === null) return null
  return (
    <a className={styles.phone} href={`tel:${clinic.phone.replace('(0)', '').replace(/[^+\d]/g, '')}`}>
      {clinic.phone}
    </a>
  )
}

/** Whom to contact, and the reference by which the clinic finds the matter. */
export function ClinicLine({ reference, lasts = false }: { reference: string; /** Of an outage: only if it lasts. */ lasts?: boolean }) {
  const name = <b className={styles.reference}>{reference}</b>
  if (lasts) {
    return (
      <>
        If this lasts, call the clinic{clinic.phone !== null && ' on '}
        <Telephone /> and give this reference: {name}
      </>
    )
  }
  if (clinic.phone === null) return <>Reference: {name}</>
  return (
    <>
      Questions? Call the clinic on <Telephone /> and give this reference: {name}
    </>
  )
}
