import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './field.module.css'
import { Icon } from '../art/icon.tsx'

/** A field's problem as Mantine's `error`: the words with a warning icon, or nothing. */
export function fieldProblem(error: ReactNode): ReactNode {
  if (error === undefined || error === null || typeof error === 'boolean' || error === '') return error
  return (
    <span className={styles.problem}>
      <Icon of={IconAlertTriangle} size={17} />
      <span>{error}</span>
    </span>
  )
}
