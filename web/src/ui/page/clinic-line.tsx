import type { ReactNode } from 'react'
import { clinic } from '../words/clinic.ts'
import { Rich } from '../words/rich.tsx'
import styles from './clinic-line.module.css'

const inBold = (words: ReactNode) => <b className={styles.reference}>{words}</b>

/** Whom to contact, and the reference by which the clinic finds the matter. */
export function ClinicLine({ reference, lasts = false }: { reference: string; /** Of an outage: only if it lasts. */ lasts?: boolean }) {
  const { phone: number } = clinic
  if (number === null) return <Rich text={lasts ? 'page.clinic.ifLasts' : 'page.clinic.reference'} reference={reference} b={inBold} />
  return (
    <Rich
      text={lasts ? 'page.clinic.ifLastsOn' : 'page.clinic.questions'}
      number={number}
      reference={reference}
      phone={(words) => (
        <a className={styles.phone} href={`tel:${number.replace('(0)', '').replace(/[^+\d]/g, '')}`}>
          {words}
        </a>
      )}
      b={inBold}
    />
  )
}
