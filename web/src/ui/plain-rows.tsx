import type { ReactNode } from 'react'
import styles from './plain-rows.module.css'

/** A heading and rows with hairlines, in a `Panel`: coming practices, doctors. */
export function PlainRows({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className={styles.head}>
        <h2>{title}</h2>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </div>
      <ul className={styles.rows}>{children}</ul>
    </>
  )
}

type PlainRowProps = {
  face?: ReactNode
  title: ReactNode
  detail?: ReactNode
  end?: ReactNode
  /** A larger row, for a doctor whose queue can be joined now: on a phone the button is under the name. */
  large?: boolean
  /** Several actions at its end: on a phone they are under the text. */
  actions?: boolean
}

export function PlainRow({ face, title, detail, end, large = false, actions = false }: PlainRowProps) {
  return (
    <li
      className={styles.row}
      data-large={large || undefined}
      data-actions={actions || undefined}
      data-face={face !== undefined || undefined}
    >
      {face}
      <div className={styles.words}>
        <h3>{title}</h3>
        {detail !== undefined && <p>{detail}</p>}
      </div>
      {end !== undefined && <div className={styles.end}>{end}</div>}
    </li>
  )
}
