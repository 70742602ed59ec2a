import { ActionIcon } from '@mantine/core'
import type { PlainKey } from '@medconsult/words'
import { IconAntennaBars3, IconAntennaBars5, IconHelp, IconLock, IconWifiOff } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/art/icon.tsx'
import { LogoMark } from '../../ui/art/logo.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './room-bar.module.css'

export type Connection = 'good' | 'weak' | 'lost'

const connections = {
  good: { word: 'call.bar.good', icon: IconAntennaBars5 },
  weak: { word: 'call.bar.weak', icon: IconAntennaBars3 },
  lost: { word: 'call.bar.lost', icon: IconWifiOff },
} as const satisfies Record<Connection, { word: PlainKey; icon: TablerIcon }>

type RoomBarProps = {
  /** The other person. */
  name: string
  /** Under the name; with the lock. */
  sub?: ReactNode
  connection?: Connection
  /** "04:12"; omitted until the call is active. */
  clock?: string
  onHelp?: () => void
  /** "Keys and help", or "Help" on touch devices. */
  helpLabel?: string
}

/** The call's top bar: name, privacy and running time. */
export function RoomBar({ name, sub = t('call.bar.private'), connection, clock, onHelp, helpLabel = t('call.help.title') }: RoomBarProps) {
  return (
    <div className={styles.bar}>
      <span className={styles.mark}>
        <LogoMark />
      </span>
      <div className={styles.who}>
        <h1>{name}</h1>
        <p>
          <Icon of={IconLock} size={16} />
          {sub}
        </p>
      </div>
      <div className={styles.barEnd}>
        {connection !== undefined && (
          <span className={styles.connection} role="status">
            <Icon of={connections[connection].icon} />
            {t(connections[connection].word)}
          </span>
        )}
        {clock !== undefined && (
          <span className={styles.clock} role="timer" aria-label={t('call.bar.clock')} aria-live="off">
            {clock}
          </span>
        )}
        {onHelp !== undefined && (
          <ActionIcon className={styles.help ?? ''} aria-label={helpLabel} onClick={onHelp}>
            <Icon of={IconHelp} size={24} />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}
