import { pathOf } from '@medconsult/contract'
import { Link } from 'react-router'
import { t } from '../words/text.ts'
import styles from './legal-links.module.css'

const links = [
  ['privacy', 'consent.foot.privacy'],
  ['terms', 'consent.foot.terms'],
  ['accessibility', 'consent.foot.accessibility'],
] as const

/** In every foot: what the clinic keeps, its terms, and whom the pages serve. */
export function LegalLinks() {
  return (
    <nav className={styles.links} aria-label={t('consent.foot.label')}>
      {links.map(([page, label]) => (
        <Link key={page} to={pathOf(page)}>
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
