import type { ReactNode } from 'react'
import styles from './app-shell.module.css'
import { Header } from './header.tsx'
import type { HeaderProps } from './header.tsx'
import { InsecureNote } from '../page/insecure-note.tsx'
import { LegalLinks } from './legal-links.tsx'
import { SkipLink } from './skip-link.tsx'

type AppShellProps = HeaderProps & { children: ReactNode; footer?: ReactNode }

/** Skip link, header, main and foot of every page but sign-in and the call. */
export function AppShell({ children, footer, ...header }: AppShellProps) {
  return (
    <>
      <SkipLink />
      <Header {...header} />
      <main className={styles.main} id="main" tabIndex={-1}>
        <InsecureNote />
        {children}
      </main>
      <footer className={styles.wrap}>
        {footer !== undefined && <div className={styles.foot}>{footer}</div>}
        <div className={styles.links}>
          <LegalLinks />
        </div>
      </footer>
    </>
  )
}
