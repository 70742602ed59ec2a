import type { PlainKey } from '@medconsult/words'
import { NavLink } from 'react-router'
import { classNames } from '../theme/class-names.ts'
import shell from './app-shell.module.css'
import styles from './header.module.css'
import { LiveWord } from './live-word.tsx'
import type { LiveState } from './live-word.tsx'
import { Logo } from '../art/logo.tsx'
import { PersonMenu } from './person-menu.tsx'
import { t } from '../words/text.ts'

export type HeaderPage = { to: string; label: PlainKey; /** Current only on exactly this address. */ end?: boolean }

export type HeaderProps = {
  pages: readonly HeaderPage[]
  /** Omitted on pages that show nothing live. */
  live?: LiveState
  /** What the page shows while the server cannot be reached: "as of 09:31". */
  asOf?: string | null
  person?: { name: string; /** A guest has no page of their own. */ hasAccount: boolean }
  onSignOut?: () => void
}

export function Header({ pages, live, asOf = null, person, onSignOut }: HeaderProps) {
  return (
    <header className={styles.top}>
      <div className={classNames(shell.wrap, styles.bar)}>
        <Logo />
        {pages.length > 1 && (
          <nav className={styles.nav} aria-label={t('page.header.nav')}>
            {pages.map((page) => (
              <NavLink key={page.to} to={page.to} end={page.end ?? false}>
                {t(page.label)}
              </NavLink>
            ))}
          </nav>
        )}
        <div className={styles.end}>
          {live !== undefined && <LiveWord state={live} asOf={asOf} />}
          {person !== undefined && <PersonMenu name={person.name} hasAccount={person.hasAccount} pages={pages} onSignOut={onSignOut} />}
        </div>
      </div>
    </header>
  )
}
