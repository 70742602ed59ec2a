import type { ReactNode } from 'react'
import { EmergencyNote } from '../emergency-note.tsx'
import styles from './gate.module.css'
import { InsecureNote } from '../page/insecure-note.tsx'
import { SignInArt } from '../art/sign-in-art.tsx'

type GateProps = { title: string; lead?: ReactNode; children: ReactNode; /** "New here? Create an account" */ other?: ReactNode }

/** The page before one is signed in: drawing on the left (above on a phone), the form on the right. */
export function Gate({ title, lead, children, other }: GateProps) {
  return (
    <main className={styles.gate} id="main">
      <SignInArt />
      <div className={styles.form}>
        <div className={styles.column}>
          <div className={styles.head}>
            <h1>{title}</h1>
            {lead !== undefined && <p>{lead}</p>}
          </div>
          <InsecureNote />
          {children}
          {other !== undefined && <p className={styles.other}>{other}</p>}
          <div className={styles.foot}>
            <EmergencyNote />
          </div>
        </div>
      </div>
    </main>
  )
}

/** The fields of a form, 18 px apart. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}
