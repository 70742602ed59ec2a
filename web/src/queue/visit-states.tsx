import type { PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconVideoFilled } from '@tabler/icons-react'
import { Link } from 'react-router'
import { sentenceOf } from '../api.ts'
import { useNow } from '../clock.ts'
import { useJoinQueue } from '../join-queue.ts'
import { dayAndTimesOf, endTimeOf, zoneNote } from '../schedule-words.ts'
import { useTitle } from '../title.ts'
import { BrokenThread } from '../ui/broken-thread.tsx'
import { DoneRing } from '../ui/done-ring.tsx'
import { EmptyThread } from '../ui/empty-thread.tsx'
import { people, sentences } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { shortDoctor } from '../ui/name-tint.ts'
import { Note } from '../ui/note.tsx'
import { SoloPage } from '../ui/solo-page.tsx'
import { Tag } from '../ui/tag.tsx'
import { WorkButton } from '../ui/work-button.tsx'
import { removedWords } from './visit-words.ts'

const ToDoctors = ({ filled = true }: { filled?: boolean }) => (
  <Button component={Link} to="/" size="lg" variant={filled ? 'filled' : 'default'}>
    See all doctors
  </Button>
)

/** A schedule in which the patient holds no place now. */
export function NoPlace({ schedule }: { schedule: PatientScheduleDetail }) {
  const { status, queueEntry, doctorName } = schedule
  const now = useNow(60_000)
  useTitle(`${doctorName} · MedConsult`)
  const doctor = shortDoctor(doctorName)
  if (status === 'UPCOMING') {
    return (
      <SoloPage
        art={<EmptyThread />}
        title={`${doctorName} is not open yet`}
        lead={sentences(`${dayAndTimesOf(schedule, now)}.`, zoneNote(now), 'This page changes by itself when the queue opens.')}
        actions={<ToDoctors />}
      />
    )
  }
  if (queueEntry?.status === 'DONE') {
    return (
      <SoloPage
        art={<DoneRing />}
        title="You have been seen"
        lead={
          status === 'ONLINE' ? `${doctor} can let you in again, if you have agreed on it.` : `The practice of ${doctor} is over for today.`
        }
        actions={<ToDoctors />}
      />
    )
  }
  if (status === 'COMPLETED') {
    return (
      <SoloPage
        art={<BrokenThread />}
        title="The practice has ended"
        lead={`${doctorName} has closed the queue for today. Look when the next practice is planned.`}
        actions={<ToDoctors />}
      />
    )
  }
  return <NotJoined schedule={schedule} />
}

function NotJoined({ schedule }: { schedule: PatientScheduleDetail }) {
  const now = useNow(60_000)
  const join = useJoinQueue()
  const removed = schedule.queueEntry?.leftReason === 'REMOVED'
  const waiting =
    schedule.totalInQueue === 0 ? 'Nobody is waiting, so you would be next.' : `${people(schedule.totalInQueue)} waiting before you.`
  return (
    <SoloPage
      art={<EmptyThread />}
      title={removed ? 'You are no longer in the queue' : `${schedule.doctorName} is open`}
      lead={removed ? removedWords(shortDoctor(schedule.doctorName)) : sentences(`Until ${endTimeOf(schedule)}.`, zoneNote(now), waiting)}
      actions={
        <>
          <WorkButton size="lg" busy={join.isPending} busyLabel="Joining …" onClick={() => join.mutate(schedule.id)}>
            Join the queue
          </WorkButton>
          <ToDoctors filled={false} />
        </>
      }
    >
      {schedule.doctorBusy && <Tag state="incall">With a patient</Tag>}
      {join.error && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {sentenceOf(join.error)}
        </Note>
      )}
    </SoloPage>
  )
}

/** The call is open, here or in another tab. */
export function InCall({ schedule, entry }: { schedule: PatientScheduleDetail; entry: QueueEntry }) {
  useTitle('In a call · MedConsult')
  return (
    <SoloPage
      title={`You are in a call with ${shortDoctor(schedule.doctorName)}`}
      lead="You can come back into it at any time while it is open."
      actions={
        <Button component={Link} to={`/call/${entry.callSessionId ?? ''}`} size="lg" leftSection={<Icon of={IconVideoFilled} size={22} />}>
          Return to the call
        </Button>
      }
    />
  )
}

/** No schedule of this id, or not for this patient. */
export function NoSuchSchedule() {
  useTitle('Not found · MedConsult')
  return (
    <SoloPage
      art={<BrokenThread />}
      title="There is no such practice"
      lead="It may be over, or the address is mistyped."
      actions={<ToDoctors />}
    />
  )
}
