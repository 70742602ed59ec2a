import type { ReactNode } from 'react'
import { Face } from '../ui/art/face.tsx'
import { Logo } from '../ui/art/logo.tsx'
import { EmergencyNote } from '../ui/emergency-note.tsx'
import { LanguageButton } from '../ui/language/language-button.tsx'
import { InsecureNote } from '../ui/page/insecure-note.tsx'
import { LegalLinks } from '../ui/shell/legal-links.tsx'
import { drawing } from '../ui/theme/tokens.ts'
import { clinic } from '../ui/words/clinic.ts'
import styles from './door.module.css'

type DoorFrameProps = {
  /** Null until it is known. */
  doctorName: string | null
  /** Under the doctor’s name: whether they are there, and for how many. */
  now?: ReactNode
  isOpen?: boolean
  /** How many wait: as many discs stand around the doctor. */
  waiting?: number
  title?: string
  lead?: ReactNode
  children: ReactNode
}

/** The frame of the pages that a link leads to: the doctor in the petrol card (a band on a phone), what to do beside it. */
export function DoorFrame({ doctorName, now, isOpen = false, waiting = 0, title, lead, children }: DoorFrameProps) {
  return (
    <main className={styles.door} id="main">
      <div className={styles.card}>
        <div className={styles.top}>
          <Logo onDark />
          <span className={styles.cardLanguage}>
            <LanguageButton />
          </span>
        </div>
        {doctorName === null ? (
          <>
            <Scene name={null} isOpen={false} waiting={0} />
            <div className={styles.bottom}>
              <p className={styles.doctor}>{clinic.name}</p>
            </div>
          </>
        ) : (
          <>
            <Scene name={doctorName} isOpen={isOpen} waiting={waiting} />
            <div className={styles.bottom}>
              <div className={styles.who}>
                <span className={styles.ring}>
                  <Arc isOpen={isOpen} />
                  <Face name={doctorName} size={66} />
                </span>
                <div>
                  <p className={styles.doctor}>
                    <bdi>{doctorName}</bdi>
                  </p>
                  <p className={styles.clinic}>{clinic.name}</p>
                </div>
              </div>
              {now !== undefined && <p className={styles.now}>{now}</p>}
            </div>
          </>
        )}
      </div>
      <div className={styles.form}>
        <div className={styles.formLanguage}>
          <LanguageButton />
        </div>
        <div className={styles.column}>
          {title !== undefined && (
            <div className={styles.head}>
              <h1>{title}</h1>
              {lead !== undefined && <p>{lead}</p>}
            </div>
          )}
          <InsecureNote />
          {children}
          <div className={styles.foot}>
            <EmergencyNote />
            <LegalLinks />
          </div>
        </div>
      </div>
    </main>
  )
}

/** The ring round the doctor’s face on a phone; its warm part only while they are there. */
function Arc({ isOpen }: { isOpen: boolean }) {
  return (
    <svg viewBox="0 0 100 100" fill="none" strokeWidth="5" aria-hidden="true">
      <circle cx="50" cy="50" r="46" stroke={drawing.white} strokeOpacity=".16" />
      {isOpen && <path d="M50 4a46 46 0 1 1 -43.8 60.2" stroke={drawing.warm} strokeLinecap="round" />}
    </svg>
  )
}

/** Where the discs stand on the middle circle. */
const places = [
  [137, 177],
  [95, 264],
  [532, 414],
  [469, 498],
  [541, 248],
  [177, 503],
  [475, 148],
  [105, 407],
] as const

/** The wide page’s drawing: the doctor in the ring, and a disc for each who waits, at most eight. */
function Scene({ name, isOpen, waiting }: { name: string | null; isOpen: boolean; waiting: number }) {
  return (
    <div className={styles.scene} aria-hidden="true">
      <svg viewBox="0 0 640 640" width="100%">
        <g fill="none" stroke={drawing.white}>
          <circle cx="320" cy="320" r="300" strokeOpacity=".08" strokeWidth="2" />
          <circle cx="320" cy="320" r="232" strokeOpacity=".12" strokeWidth="2" />
          <circle cx="320" cy="320" r="160" strokeOpacity=".16" strokeWidth="14" />
          {isOpen && <path d="M320 160a160 160 0 1 1 -152.2 209.4" stroke={drawing.warm} strokeWidth="14" strokeLinecap="round" />}
        </g>
        {places.slice(0, waiting).map(([x, y], at) => (
          <g key={`${x}`} textAnchor="middle" fontSize="21" fontWeight="600">
            <circle cx={x} cy={y} r="22" fill={drawing.petrol} stroke={drawing.mist} strokeWidth="2" />
            <text x={x} y={y + 7} fill={drawing.white}>
              {at + 1}
            </text>
          </g>
        ))}
      </svg>
      {name !== null && <Face name={name} size={256} />}
    </div>
  )
}
