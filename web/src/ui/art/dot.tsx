import styles from './dot.module.css'

/** Full, half or hollow; a word always stands beside it. */
export function Dot({ fill }: { fill: 'full' | 'half' | 'hollow' }) {
  return <span className={styles.dot} data-fill={fill} aria-hidden="true" />
}
