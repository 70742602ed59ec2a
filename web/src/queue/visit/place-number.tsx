import type { ReactNode } from 'react'
import { proportional } from './figures.ts'
import { t } from '../../ui/words/text.ts'
import styles from './place-number.module.css'

type PlaceNumberProps = {
  position: number
  /** "2 people ahead of you" */ title: ReactNode
  /** "About 15–25 minutes" */ detail?: ReactNode
}

/** "You are number 3", with the number very large. It is the page's h1. */
export function PlaceNumber({ position, title, detail }: PlaceNumberProps) {
  return (
    <div className={styles.place}>
      <h1>
        <span className={styles.eye}>{t('visit.place.youAreNumber')}</span>{' '}
        <span className={styles.number} dir="ltr">
          {proportional(position).map(({ figure, left, right }, at) => (
            <span key={at} style={{ marginInline: `${left}em ${right}em` }}>
              {figure}
            </span>
          ))}
        </span>
      </h1>
      <p className={styles.words}>
        <b>{title}</b>
        {detail !== undefined && <span>{detail}</span>}
      </p>
    </div>
  )
}
