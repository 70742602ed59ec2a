import { IconInfoCircle } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from './art/icon.tsx'
import styles from './note.module.css'

type NoteProps = { children: ReactNode; icon?: TablerIcon; id?: string; tone?: 'muted' | 'danger'; role?: 'status' | 'alert' }

/** A quiet sentence with an icon. */
export function Note({ children, icon = IconInfoCircle, id, tone = 'muted', role }: NoteProps) {
  return (
    <p className={styles.note} id={id} data-tone={tone} role={role}>
      <Icon of={icon} />
      <span>{children}</span>
    </p>
  )
}
