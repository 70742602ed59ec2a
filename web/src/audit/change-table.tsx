import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './change-table.module.css'
import { Icon } from '../ui/art/icon.tsx'
import { Tag } from '../ui/tag.tsx'
import type { TagState } from '../ui/tag.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { t } from '../ui/words/text.ts'

/** The audit record: a table on wide screens, cards on a phone. Stands in a `Panel`. */
export function ChangeTable({ children, label = t('audit.changes') }: { children: ReactNode; label?: string }) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('audit.table.time')}</th>
          <th scope="col">{t('audit.table.what')}</th>
          <th scope="col">{t('audit.table.by')}</th>
          <th scope="col">{t('audit.table.change')}</th>
          <th scope="col">{t('audit.table.call')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

type ChangeRowProps = {
  time: string
  /** The same moment as ISO. */
  dateTime: string
  what: string
  by: string
  from?: TagState
  to?: TagState
  /** Instead of the two tags. */
  change?: ReactNode
  reference?: string
}

export function ChangeRow({ time, dateTime, what, by, from, to, change, reference }: ChangeRowProps) {
  return (
    <tr>
      <td className={styles.when}>
        <time dateTime={dateTime}>{time}</time>
      </td>
      <td className={styles.what}>{what}</td>
      <td className={styles.by}>{by}</td>
      <td className={styles.change}>
        {change ?? (
          <span className={styles.tags}>
            {from !== undefined && <Tag state={from} />}
            {from !== undefined && to !== undefined && (
              <>
                <Icon of={IconArrowRight} size={18} />
                <VisuallyHidden>{t('audit.table.to')}</VisuallyHidden>
              </>
            )}
            {to !== undefined && <Tag state={to} />}
          </span>
        )}
      </td>
      <td className={styles.reference}>{reference ?? t('audit.table.noCall')}</td>
    </tr>
  )
}
