import type { ReactNode } from 'react'
import styles from './today-panel.module.css'
import { Tag } from '../ui/tag.tsx'
import { t } from '../ui/words/text.ts'

type TodayPanelProps = {
  /** "Monday 23 November" */
  day: string
  /** "09:00 – 12:00" */
  time: string
  detail?: ReactNode
  tag?: ReactNode
  action: ReactNode
}

/** Today's practice: its time in large type, and the page's filled button. */
export function TodayPanel({ day, time, detail, tag, action }: TodayPanelProps) {
  return (
    <section className={styles.today} aria-label={t('browse.when.today')}>
      <div className={styles.words}>
        <div className={styles.line}>
          {tag ?? (
            <Tag state="plan" raised>
              {t('browse.when.today')}
            </Tag>
          )}
          <span className={styles.muted}>{day}</span>
        </div>
        <h2 className={styles.time}>{time}</h2>
        {detail !== undefined && <p className={styles.muted}>{detail}</p>}
      </div>
      {action}
    </section>
  )
}
