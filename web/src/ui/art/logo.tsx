import { pathOf } from '@medconsult/contract'
import { Link } from 'react-router'
import { clinic } from '../words/clinic.ts'
import styles from './logo.module.css'
import { t } from '../words/text.ts'

/** The two arcs alone. */
export function LogoMark({ size = 34 }: { size?: number }) {
  return (
    <svg
      className={styles.mark}
      width={size}
      height={size}
      viewBox="0 0 34 34"
      fill="none"
      strokeWidth="4.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path className={styles.outer} d="M19.5 5.2A12 12 0 1 0 28.8 15" />
      <path className={styles.inner} d="M19.6 12.2A5.4 5.4 0 1 0 22.4 17.6" />
    </svg>
  )
}

/** Mark and the clinic's name, a link to the start page; `onDark` for the petrol card. */
export function Logo({ to = pathOf('browse'), onDark = false }: { to?: string; onDark?: boolean }) {
  return (
    <Link className={styles.logo} to={to} aria-label={t('page.header.home', { clinic: clinic.name })} data-on-dark={onDark || undefined}>
      <LogoMark />
      <span className={styles.name}>{clinic.name}</span>
    </Link>
  )
}
