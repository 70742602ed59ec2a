import { pathOf, type PatientScheduleDetail, type QueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconVideoFilled } from '@tabler/icons-react'
import { Link } from 'react-router'
import { AskAgain } from '../../calls/ended/ask-again.tsx'
import { useNow } from '../../server/clock.ts'
import { endedWords, joinWords, nextWords, openWords, useDoctorState } from '../../schedules/doctor-words.ts'
import { useJoinQueue } from '../join-queue.ts'
import { dayAndTimesOf, isOver, zoneNote } from '../../schedules/schedule-words.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { useTitle } from '../../ui/page/title.ts'
import { BrokenThread } from '../../ui/art/broken-thread.tsx'
import { DoctorTag } from './doctor-tag.tsx'
import { DoneRing } from '../../ui/art/done-ring.tsx'
import { EmptyThread } from '../../ui/art/empty-thread.tsx'
import { people, sentences } from '../../ui/words/format.ts'
import { Icon } from '../../ui/art/icon.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { Note } from '../../ui/note.tsx'
import { SoloPage } from '../../ui/page/solo-page.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { removedWords, seenAbout } from './visit-words.ts'

const ToDoctors = ({ filled = true }: { filled?: boolean }) => (
  <Button component={Link} to={pathOf('browse')} size="lg" variant={filled ? 'filled' : 'default'}>
    See all doctors
  </Button>
)

/** A link to the doctor's next consultation hours, if any. */
function ToNext({ schedule, now }: { schedule: PatientScheduleDetail; now: number }) {
  const { next } = schedule
  if (next === null) return <ToDoctors />
  return (
    <>
      <Button component={Link} to={pathOf('visit', { scheduleId: next.scheduleId })} size="lg">
        {nextWords(next, now)}
      </Button>
      <ToDoctors filled={false} />
    </>
  )
}

/** A schedule in which the patient has no place. */
export function NoPlace({ schedule }: { schedule: PatientScheduleDetail }) {
  const { status, queueEntry, doctorName, endReason } = schedule
  const now = useNow(20_000)
  useTitle(`${doctorName} · MedConsult`)
  const doctor = shortDoctor(doctorName)
  const when = `${dayAndTimesOf(schedule, now)}.`
  const none = schedule.next === null ? 'No more consultation hours are planned yet.' : null
  if (status === 'UPCOMING' && !isOver(schedule, now)) {
    return (
      <SoloPage
        art={<EmptyThread />}
        title={`${doctorName}’s consultation hours have not started yet`}
        lead={sentences(when, zoneNote(now), 'This page updates automatically when the queue opens.')}
        actions={<ToDoctors />}
      />
    )
  }
  if (queueEntry?.status === 'DONE') {
    return (
      <SoloPage
        art={<DoneRing />}
        title="You have been seen"
        about={seenAbout(queueEntry)}
        {...(status !== 'ONLINE' && { lead: sentences(`${doctor}’s consultation hours are over.`, none) })}
        actions={status === 'ONLINE' ? <ToDoctors filled={false} /> : <ToNext schedule={schedule} now={now} />}
        foot={<AskAgain schedule={schedule} />}
      />
    )
  }
  if (status === 'ONLINE') return <NotJoined schedule={schedule} now={now} />
  const [title, because] = {
    UPCOMING: [`${doctorName}’s consultation hours have not started`, 'This page updates automatically if the queue opens after all.'],
    CANCELLED: ['These consultation hours were cancelled', null],
    COMPLETED: ['The consultation hours have ended', sentences('The queue is closed.', endedWords(doctor, endReason))],
  }[status]
  return (
    <SoloPage
      art={<BrokenThread />}
      title={title!}
      about={schedule.id}
      lead={sentences(`${doctorName}: ${when}`, zoneNote(now), because ?? null, none)}
      actions={<ToNext schedule={schedule} now={now} />}
    />
  )
}

function NotJoined({ schedule, now }: { schedule: PatientScheduleDetail; now: number }) {
  const join = useJoinQueue()
  const problem = useRefusalWords(join.error)
  const state = useDoctorState(schedule)
  const doctor = shortDoctor(schedule.doctorName)
  const removed = schedule.queueEntry?.leftReason === 'REMOVED'
  const waiting =
    schedule.totalInQueue === 0 ? 'Nobody is waiting, so you would be next.' : `${people(schedule.totalInQueue)} ahead of you.`
  return (
    <SoloPage
      art={<EmptyThread />}
      title={removed ? 'You are no longer in the queue' : `You can join ${schedule.doctorName}’s queue`}
      lead={
        removed ? removedWords(doctor) : sentences(`${openWords(schedule, state, now)}.`, zoneNote(now), waiting, joinWords(doctor, state))
      }
      actions={
        <>
          <WorkButton size="lg" busy={join.isPending} busyLabel="Joining …" onClick={() => join.mutate(schedule.id)}>
            Join the queue
          </WorkButton>
          <ToDoctors filled={false} />
        </>
      }
    >
      {state !== 'available' && <DoctorTag state={state} />}
      {problem && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
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
      lead="You can return to it at any time while it is open."
      actions={
        <Button
          component={Link}
          to={pathOf('call', { callSessionId: entry.callSessionId ?? '' })}
          size="lg"
          leftSection={<Icon of={IconVideoFilled} size={22} />}
        >
          Return to the call
        </Button>
      }
    />
  )
}

/** No schedule with this id, or not visible to this patient. */
export function NoSuchSchedule() {
  useTitle('Not found · MedConsult')
  return (
    <SoloPage
      art={<BrokenThread />}
      title="Consultation hours not found"
      lead="They may be over, or the address may be mistyped."
      actions={<ToDoctors />}
    />
  )
}
