import {
  IconAlertTriangle,
  IconCalendarEvent,
  IconCheck,
  IconCircleCheckFilled,
  IconDoorExit,
  IconHourglass,
  IconPhoneCall,
  IconPlayerPause,
  IconVideoFilled,
} from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from './art/icon.tsx'
import styles from './tag.module.css'

const kinds = {
  waiting: { word: 'Waiting', icon: IconHourglass, colour: 'waiting' },
  ready: { word: 'Ready', icon: IconCircleCheckFilled, colour: 'ready' },
  invited: { word: 'Invited', icon: IconPhoneCall, colour: 'plan' },
  incall: { word: 'In call', icon: IconVideoFilled, colour: 'incall' },
  done: { word: 'Done', icon: IconCheck, colour: 'done' },
  left: { word: 'Left', icon: IconDoorExit, colour: 'done' },
  paused: { word: 'Paused', icon: IconPlayerPause, colour: 'waiting' },
  plan: { word: 'Planned', icon: IconCalendarEvent, colour: 'plan' },
  danger: { word: 'Failed', icon: IconAlertTriangle, colour: 'danger' },
} as const satisfies Record<string, { word: string; icon: TablerIcon; colour: string }>

export type TagState = keyof typeof kinds

type TagProps = {
  state: TagState
  /** Other words for the same state: "With a patient", "2 ready". */
  children?: ReactNode
  icon?: TablerIcon
  /** For a primary-soft background, where the soft tint would not be visible. */
  raised?: boolean
}

/** A state, always as colour, word and icon. */
export function Tag({ state, children, icon, raised = false }: TagProps) {
  const kind = kinds[state]
  return (
    <span className={styles.tag} data-colour={kind.colour} data-raised={raised || undefined}>
      <Icon of={icon ?? kind.icon} size={17} stroke={2} />
      {children ?? kind.word}
    </span>
  )
}
