import styles from './drawing.module.css'
import { t } from '../words/text.ts'

/** You, and dashed places where the others will appear. */
export function EmptyThread({ label = t('page.art.you') }: { label?: string }) {
  return (
    <svg width="280" height="88" viewBox="0 0 280 88" fill="none" aria-hidden="true">
      <path className={styles.line} d="M76 44h18M122 44h18M168 44h18M214 44h18" strokeWidth="3" strokeLinecap="round" opacity=".55" />
      <circle className={styles.start} cx="40" cy="44" r="30" strokeWidth="2.5" />
      <text className={styles.onStart} x="40" y="50.5" textAnchor="middle" fontSize="18">
        {label}
      </text>
      <g className={styles.line} strokeWidth="2" strokeDasharray="4 5">
        <circle cx="108" cy="44" r="11" />
        <circle cx="154" cy="44" r="11" />
        <circle cx="200" cy="44" r="11" />
        <circle cx="246" cy="44" r="11" />
      </g>
    </svg>
  )
}
