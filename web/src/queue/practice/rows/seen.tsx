import type { DoctorQueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from '../../../ui/panel.tsx'
import { QueueCaption, QueueList } from './queue-list.tsx'
import { QueueRow } from './queue-row.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import { seenWords } from './queue-words.ts'

type LetIn = {
  busyFor: string | null | undefined
  onLetIn: (entry: DoctorQueueEntry) => void
  noteOf: (entry: DoctorQueueEntry) => ReactNode
}
type SeenProps = { entries: readonly DoctorQueueEntry[]; title: string; apart: ReadonlyMap<string, string>; letIn?: LetIn }

function LetInButton({ entry, letIn, asked = false }: { entry: DoctorQueueEntry; letIn: LetIn; asked?: boolean }) {
  const busy = letIn.busyFor === entry.patientId
  return (
    <Button variant={asked ? 'light' : 'subtle'} size="sm" aria-busy={busy} onClick={() => busy || letIn.onLetIn(entry)}>
      <Rich text="practice.row.letIn" name={entry.patientName} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
    </Button>
  )
}

/** Seen patients, when and for how long; while the practice is open they can be let in again. */
export function Seen({ entries, title, apart, letIn }: SeenProps) {
  if (entries.length === 0) return null
  return (
    <Panel pad="none" aria-label={title} style={{ marginTop: 22 }}>
      <QueueCaption>{title}</QueueCaption>
      <QueueList label={title}>
        {entries.map((entry) => (
          <QueueRow
            key={entry.id}
            id={entry.id}
            number={entry.queueNumber}
            name={entry.patientName}
            state={entry.status === 'DONE' ? 'done' : 'left'}
            tag={entry.status === 'DONE' ? undefined : <Tag state="left">{t('practice.row.notSeen')}</Tag>}
            sub={
              <>
                <span>{seenWords(entry)}</span>
                {apart.has(entry.id) && <span>{apart.get(entry.id)}</span>}
              </>
            }
            quietAction
            {...(letIn && { action: <LetInButton entry={entry} letIn={letIn} />, note: letIn.noteOf(entry) })}
          />
        ))}
      </QueueList>
    </Panel>
  )
}

/** Seen patients who ask to be let in again. */
export function AskedAgain({ entries, letIn }: { entries: readonly DoctorQueueEntry[]; letIn: LetIn }) {
  if (entries.length === 0) return null
  return (
    <Panel pad="none" aria-label={t('practice.queue.back')} style={{ marginBottom: 22 }}>
      <QueueList label={t('practice.queue.back')}>
        {entries.map((entry) => (
          <QueueRow
            key={entry.id}
            id={entry.id}
            number={entry.queueNumber}
            name={entry.patientName}
            state="done"
            sub={
              <>
                <span>{t('practice.row.wantsBack', { name: entry.patientName })}</span>
                <span>{seenWords(entry)}</span>
              </>
            }
            action={<LetInButton entry={entry} letIn={letIn} asked />}
            note={letIn.noteOf(entry)}
          />
        ))}
      </QueueList>
    </Panel>
  )
}
