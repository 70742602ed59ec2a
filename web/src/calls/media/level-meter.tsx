import { t } from '../../ui/words/text.ts'
import styles from './level-meter.module.css'

const heights = [40, 62, 90, 70, 100, 78, 56, 84, 64, 92, 72, 50] as const

/** How loud the microphone is, `level` from 0 to 1, in twelve bars. */
export function LevelMeter({ level, label = t('media.level') }: { level: number; label?: string }) {
  const lit = Math.round(Math.min(1, Math.max(0, level)) * heights.length)
  return (
    <span className={styles.meter} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={heights.length} aria-valuenow={lit}>
      {heights.map((height, bar) => (
        <span key={height} data-on={bar < lit || undefined} style={{ '--height': `${bar < lit ? height : 34}%` }} />
      ))}
    </span>
  )
}
