import styles from './drawing.module.css'
import { t } from '../words/text.ts'

/** The thread, cut between you and the clinic. */
export function BrokenThread() {
  return (
    <svg width="300" height="96" viewBox="0 0 300 96" fill="none" strokeLinecap="round" aria-hidden="true">
      <circle className={styles.me} cx="52" cy="48" r="30" />
      <text className={styles.onMe} x="52" y="54" textAnchor="middle" fontSize="17">
        {t('page.art.you')}
      </text>
      <path className={styles.line} d="M90 48h28M182 48h28" strokeWidth="3" />
      <path className={styles.spark} d="M138 34l8 10M150 62l10 4M132 60l8-6M160 40l6-10" strokeWidth="3.5" />
      <circle className={styles.other} cx="248" cy="48" r="30" strokeWidth="2" />
      <path className={styles.line} d="M236 48a12 12 0 1 1 12 12" strokeWidth="3" />
    </svg>
  )
}
