import { IconVideoFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Dot } from '../../../ui/art/dot.tsx'
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import { Icon } from '../../../ui/art/icon.tsx'
import styles from './queue.module.css'
import { Ring } from '../../../ui/art/ring.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { TagState } from '../../../ui/tag.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'

type QueueRowProps = {
  /** The entry's id: the row keeps its identity while it moves. */
  id: string
  /** Null: in the call, and so without a place. */
  number: number | null
  name: string
  state: TagState
  /** The second line; parts as `<span>`s: `<span>Waited 14 min</span><Presence here />`. */
  sub: ReactNode
  /** What a guest has told of themselves. */
  about?: ReactNode
  /** Replaces the default tag of `state`. */
  tag?: ReactNode
  action?: ReactNode
  /** A quiet action, such as Remind or Back to waiting: beside the second line on a phone. */
  quietAction?: boolean
  /** The result of the last press in this row. */
  note?: ReactNode
  /** Only in the invited row: the seconds left, and their fraction of the whole, 0 to 1. */
  ring?: { seconds: number; fraction: number }
}

/** One person of the queue. */
export function QueueRow({ id, number, name, state, sub, about, tag, action, quietAction = false, note, ring }: QueueRowProps) {
  return (
    <li
      className={styles.row}
      data-row={id}
      data-state={state}
      data-invited={ring !== undefined || undefined}
      data-quiet-action={quietAction || undefined}
    >
      {ring === undefined ? (
        <span className={styles.number} data-state={state}>
          {number === null ? (
            <Icon of={IconVideoFilled} />
          ) : (
            <Rich text="practice.row.number" place={number} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
          )}
        </span>
      ) : (
        <span className={styles.ring} role="timer" aria-label={t('practice.row.secondsLeft', { seconds: ring.seconds })}>
          <Ring fraction={ring.fraction} colour={ring.seconds <= 10 ? 'waiting' : 'primary'}>
            {ring.seconds}
          </Ring>
        </span>
      )}
      <div className={styles.head}>
        <p className={styles.name}>{name}</p>
        <div className={styles.state}>{tag ?? <Tag state={state} raised={ring !== undefined} />}</div>
      </div>
      <p className={styles.sub}>{sub}</p>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </li>
  )
}

/**
 * "Here" with a full dot, or "Away" with a hollow one and, if given, since when ("15:40"). The server cannot distinguish a
 * closed page from one without a connection.
 */
export function Presence({ here, since }: { here: boolean; since?: string }) {
  return (
    <span>
      <Dot fill={here ? 'full' : 'hollow'} />
      {here ? t('practice.row.here') : since === undefined ? t('practice.row.away') : t('practice.row.awaySince', { time: since })}
    </span>
  )
}
