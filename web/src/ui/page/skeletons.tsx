import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import styles from './skeleton.module.css'
import { VisuallyHidden } from '../visually-hidden.tsx'
import { t } from '../words/text.ts'

/** Shows its skeleton only after 200 ms, so that a fast answer does not flash. */
export function AfterMoment({ children, label = t('common.loading.any') }: { children: ReactNode; label?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status">
      <VisuallyHidden>{late ? label : ''}</VisuallyHidden>
      {late && <div aria-hidden="true">{children}</div>}
    </div>
  )
}

/** Heading and lead. */
export function HeadSkeleton() {
  return (
    <AfterMoment label={t('common.loading.page')}>
      <div className={styles.head}>
        <Skeleton height={40} width="min(380px, 80%)" />
        <Skeleton height={22} width="min(260px, 60%)" />
      </div>
    </AfterMoment>
  )
}

/** Rows of a disc and two lines: the queue, the doctors, the practices. */
export function RowsSkeleton({ rows = 4, label = t('common.loading.list') }: { rows?: number; label?: string }) {
  return (
    <AfterMoment label={label}>
      <div className={styles.rows}>
        {Array.from({ length: rows }, (_, index) => (
          <div className={styles.row} key={index}>
            <Skeleton height={44} circle />
            <div className={styles.lines}>
              <Skeleton height={18} width="46%" />
              <Skeleton height={14} width="30%" />
            </div>
            <Skeleton height={30} width={92} radius={999} />
          </div>
        ))}
      </div>
    </AfterMoment>
  )
}

/** The patient's place: doctor, number, thread. */
export function PlaceSkeleton() {
  return (
    <AfterMoment label={t('common.loading.place')}>
      <div className={styles.place}>
        <div className={styles.row}>
          <Skeleton height={52} circle />
          <div className={styles.lines}>
            <Skeleton height={18} width="50%" />
            <Skeleton height={14} width="34%" />
          </div>
        </div>
        <Skeleton height={112} width={190} />
        <div className={styles.row}>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton height={48} circle key={index} />
          ))}
        </div>
      </div>
    </AfterMoment>
  )
}

/** A panel's block, `height` px high. */
export function PanelSkeleton({ height = 240 }: { height?: number }) {
  return (
    <AfterMoment>
      <Skeleton height={height} radius={26} />
    </AfterMoment>
  )
}
