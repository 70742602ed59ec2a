import type { ReactNode } from 'react'
import { EmergencyNote } from '../emergency-note.tsx'
import styles from './sign-in-frame.module.css'
import { InsecureNote } from '../page/insecure-note.tsx'
import { LanguageButton } from '../language/language-button.tsx'
import { LegalLinks } from '../shell/legal-links.tsx'
import { SignInArt } from '../art/sign-in-art.tsx'

type SignInFrameProps = { title: string; lead?: ReactNode; children: ReactNode; /** "New here? Create an account" */ other?: ReactNode }

/** The frame of the sign-in pages: drawing on the left (on top on a phone), form on the right. */
export function SignInFrame({ title, lead, children, other }: SignInFrameProps) {
  return (
    <main className={styles.frame} id="main">
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
          <div className={styles.language}>
            <LanguageButton />
          </div>
          <div className={styles.foot}>
            <EmergencyNote />
            <LegalLinks />
          </div>
        </div>
      </div>
    </main>
  )
}
