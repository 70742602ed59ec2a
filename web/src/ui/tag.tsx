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
import type { PlainKey } from '@medconsult/words'
import type { ReactNode } from 'react'
import { Icon } from './art/icon.tsx'
import styles from './tag.module.css'
import { t } from './words/text.ts'

const kinds = {
  waiting: { word: 'common.tag.waiting', icon: IconHourglass, colour: 'waiting' },
  ready: { word: 'common.tag.ready', icon: IconCircleCheckFilled, colour: 'ready' },
  invited: { word: 'common.tag.invited', icon: IconPhoneCall, colour: 'plan' },
  incall: { word: 'common.tag.inCall', icon: IconVideoFilled, colour: 'incall' },
  done: { word: 'common.tag.done', icon: IconCheck, colour: 'done' },
  left: { word: 'common.tag.left', icon: IconDoorExit, colour: 'done' },
  paused: { word: 'common.tag.paused', icon: IconPlayerPause, colour: 'waiting' },
  plan: { word: 'common.tag.planned', icon: IconCalendarEvent, colour: 'plan' },
  danger: { word: 'common.tag.failed', icon: IconAlertTriangle, colour: 'danger' },
} as const satisfies Record<string, { word: PlainKey; icon: TablerIcon; colour: string }>

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
      {children ?? t(kind.word)}
    </span>
  )
}
