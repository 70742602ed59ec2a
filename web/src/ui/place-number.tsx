import type { ReactNode } from 'react'
import styles from './place-number.module.css'

type PlaceNumberProps = {
  position: number
  /** "2 people ahead of you" */ title: ReactNode
  /** "About 15–25 minutes" */ detail?: ReactNode
  /** A quiet action beside "You are number", on narrow screens only. */ aside?: ReactNode
}

/** "You are number 3", the number as large as a poster. It is the page's h1. */
export function PlaceNumber({ position, title, detail, aside }: PlaceNumberProps) {
  return (
    <div className={styles.place}>
      <h1>
        <span className={styles.eye}>You are number</span> <span className={styles.number}>{position}</span>
      </h1>
      {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      <p className={styles.words}>
        <b>{title}</b>
        {detail !== undefined && <span>{detail}</span>}
      </p>
    </div>
  )
}
