import type { ReactNode } from 'react'
import { Face } from '../../ui/art/face.tsx'
import styles from './person-line.module.css'

type PersonLineProps = { name: string; detail?: ReactNode; tag?: ReactNode; size?: number }

/** Face, name, a second line and a tag at the end: the doctor on the patient's page. */
export function PersonLine({ name, detail, tag, size = 52 }: PersonLineProps) {
  return (
    <div className={styles.line}>
      <Face name={name} size={size} />
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      {tag !== undefined && <div className={styles.tag}>{tag}</div>}
    </div>
  )
}
