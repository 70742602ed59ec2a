import styles from './skip-link.module.css'
import { t } from '../words/text.ts'

/** The first stop of the Tab key; skips to `<main id="main">`. */
export function SkipLink() {
  return (
    <a className={styles.skip} href="#main">
      {t('page.header.skip')}
    </a>
  )
}
