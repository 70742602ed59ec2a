import styles from './dot.module.css'

/** Full, half or hollow; always shown beside a word. */
export function Dot({ fill }: { fill: 'full' | 'half' | 'hollow' }) {
  return <span className={styles.dot} data-fill={fill} aria-hidden="true" />
}
