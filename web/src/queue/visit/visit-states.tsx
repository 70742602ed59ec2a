import { pathOf, type PatientScheduleDetail, type QueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconVideoFilled } from '@tabler/icons-react'
import { Link } from 'react-router'
import { AskAgain } from '../../calls/ended/ask-again.tsx'
import { ConsentSheet } from '../../consent/consent-sheet.tsx'
import { useNow } from '../../server/clock.ts'
import { endedWords, joinWords, nextWords, openWords, useDoctorState } from '../../schedules/doctor-words.ts'
import { useJoinQueue } from '../join-queue.ts'
import { useMe } from '../../session/me.ts'
import { useJoinAtOpening } from './join-at-opening.ts'
import { dayAndTimesOf, isOver, zoneNote } from '../../schedules/schedule-words.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { useTitle } from '../../ui/page/title.ts'
import { BrokenThread } from '../../ui/art/broken-thread.tsx'
import { DoctorTag } from './doctor-tag.tsx'
import { DoneRing } from '../../ui/art/done-ring.tsx'
import { EmptyThread } from '../../ui/art/empty-thread.tsx'
import { sentences } from '../../ui/words/format.ts'
import { Icon } from '../../ui/art/icon.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { Note } from '../../ui/note.tsx'
import { SoloPage } from '../../ui/page/solo-page.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { removedWords, seenAbout } from './visit-words.ts'
import { t } from '../../ui/words/text.ts'

/** A link to the list; nothing for a guest, who has come to one doctor. */
function ToDoctors({ filled = true }: { filled?: boolean }) {
  if (useMe().kind === 'GUEST') return null
  return (
    <Button component={Link} to={pathOf('browse')} size="lg" variant={filled ? 'filled' : 'default'}>
      {t('visit.allDoctors')}
    </Button>
  )
}

/** A link to the doctor's next consultation hours, if any. */
function ToNext({ schedule, now }: { schedule: PatientScheduleDetail; now: number }) {
  const { next } = schedule
  const { kind } = useMe()
  if (next === null || kind === 'GUEST') return <ToDoctors />
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
  const joinsAtOpening = useJoinAtOpening(schedule)
  useTitle(`${doctorName} · MedConsult`)
  const doctor = shortDoctor(doctorName)
  const times = dayAndTimesOf(schedule, now)
  const none = schedule.next === null ? t('visit.noPlace.noMore') : null
  if (status === 'UPCOMING' && !isOver(schedule, now)) {
    return (
      <SoloPage
        art={<EmptyThread />}
        title={t('visit.noPlace.soon', { doctor: doctorName })}
        lead={sentences(
          t('visit.sentence', { phrase: times }),
          zoneNote(now),
          t(joinsAtOpening ? 'visit.noPlace.soonLeadGuest' : 'visit.noPlace.soonLead'),
        )}
        actions={<ToDoctors />}
      />
    )
  }
  if (queueEntry?.status === 'DONE') {
    return (
      <SoloPage
        art={<DoneRing />}
        title={t('visit.noPlace.seen')}
        about={seenAbout(queueEntry)}
        {...(status !== 'ONLINE' && { lead: sentences(t('visit.noPlace.seenLead', { doctor }), none) })}
        actions={status === 'ONLINE' ? <ToDoctors filled={false} /> : <ToNext schedule={schedule} now={now} />}
        foot={<AskAgain schedule={schedule} />}
      />
    )
  }
  if (status === 'ONLINE') return <NotJoined schedule={schedule} now={now} />
  const [title, because] = {
    UPCOMING: [t('visit.noPlace.notStarted', { doctor: doctorName }), t('visit.noPlace.notStartedLead')],
    CANCELLED: [t('visit.noPlace.cancelled'), null],
    COMPLETED: [t('visit.noPlace.ended'), sentences(t('visit.noPlace.endedLead'), endedWords(doctor, endReason))],
  }[status]
  return (
    <SoloPage
      art={<BrokenThread />}
      title={title!}
      about={schedule.id}
      lead={sentences(t('visit.doctorTimes', { doctor: doctorName, times }), zoneNote(now), because ?? null, none)}
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
  const open = t('visit.sentence', { phrase: openWords(schedule, state, now) })
  const ahead = t('visit.join.ahead', { count: schedule.totalInQueue })
  return (
    <SoloPage
      art={<EmptyThread />}
      title={removed ? t('visit.join.removedTitle') : t('visit.join.title', { doctor: schedule.doctorName })}
      lead={removed ? removedWords(doctor) : sentences(open, zoneNote(now), ahead, joinWords(doctor, state))}
      actions={
        <>
          <WorkButton size="lg" busy={join.isPending} busyLabel={t('visit.join.doing')} onClick={() => join.mutate(schedule.id)}>
            {t('visit.join.do')}
          </WorkButton>
          <ToDoctors filled={false} />
        </>
      }
    >
      {state !== 'available' && <DoctorTag state={state} />}
      <ConsentSheet {...join.consent} />
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
  useTitle(`${t('visit.inCall.tab')} · MedConsult`)
  return (
    <SoloPage
      title={t('visit.inCall.title', { doctor: shortDoctor(schedule.doctorName) })}
      lead={t('visit.inCall.lead')}
      actions={
        <Button
          component={Link}
          to={pathOf('call', { callSessionId: entry.callSessionId ?? '' })}
          size="lg"
          leftSection={<Icon of={IconVideoFilled} size={22} />}
        >
          {t('visit.inCall.do')}
        </Button>
      }
    />
  )
}

/** No schedule with this id, or not visible to this patient. */
export function NoSuchSchedule() {
  useTitle(`${t('visit.notFound.tab')} · MedConsult`)
  return <SoloPage art={<BrokenThread />} title={t('visit.notFound.title')} lead={t('visit.notFound.lead')} actions={<ToDoctors />} />
}
