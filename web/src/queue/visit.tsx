import type { PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { IconBellRinging, IconDeviceMobile, IconStethoscope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useParams } from 'react-router'
import { isRefusal } from '../api.ts'
import { useAsOf } from '../as-of.ts'
import { useWakeLock } from '../calls/wake-lock.ts'
import { useNow } from '../clock.ts'
import { useJoinSchedule, usePolling } from '../live.ts'
import { livePlace, visitQuery } from '../patient-schedules.ts'
import { endTimeOf, zoneNote } from '../schedule-words.ts'
import { useTitle } from '../title.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { EmergencyNote } from '../ui/emergency-note.tsx'
import { peopleAhead } from '../ui/format.ts'
import { LoadError } from '../ui/load-error.tsx'
import { shortDoctor } from '../ui/name-tint.ts'
import { Note } from '../ui/note.tsx'
import { PersonLine } from '../ui/person-line.tsx'
import { PlaceNumber } from '../ui/place-number.tsx'
import { PlaceSkeleton } from '../ui/skeletons.tsx'
import { Tag } from '../ui/tag.tsx'
import { Thread } from '../ui/thread.tsx'
import { WaitingLayout } from '../ui/waiting-layout.tsx'
import { sayNotice, useVisitNotice } from '../visit-notice.ts'
import { LeaveQueue } from './leave-queue.tsx'
import { ReadyPanel } from './ready-panel.tsx'
import { InCall, NoPlace, NoSuchSchedule } from './visit-states.tsx'
import { noticeWords } from './visit-words.ts'
import styles from './visit.module.css'

/** One doctor's practice as its patient sees it: the own place, or the way to one. */
export function Visit() {
  const { scheduleId = '' } = useParams()
  const visit = useQuery({ ...visitQuery(scheduleId), ...usePolling('queue') })
  const entry = visit.data ? livePlace(visit.data) : null
  useJoinSchedule(entry ? scheduleId : null)
  const status = visit.data?.queueEntry?.status
  const before = useRef(status)
  const tell = useEffectEvent((now: typeof status) => {
    // A page that polls hears no event.
    if (before.current === 'DONE' && now === 'WAITING') sayNotice({ scheduleId, kind: 'let-in' })
    before.current = now
  })
  useEffect(() => tell(status), [status])
  if (!visit.data) {
    if (isRefusal(visit.error, 'NOT_FOUND') || isRefusal(visit.error, 'INVALID')) return <NoSuchSchedule />
    if (visit.error) {
      return (
        <LoadError error={visit.error} onRetry={() => void visit.refetch()}>
          Your place in the queue is kept. We try again by ourselves every few seconds and bring you back to this page.
        </LoadError>
      )
    }
    return <PlaceSkeleton />
  }
  if (!entry) return <NoPlace schedule={visit.data} />
  if (entry.status === 'IN_CALL') return <InCall schedule={visit.data} entry={entry} />
  return <Waiting schedule={visit.data} entry={entry} readAt={visit.dataUpdatedAt} />
}

function Waiting({ schedule, entry, readAt }: { schedule: PatientScheduleDetail; entry: QueueEntry; readAt: number }) {
  const asOf = useAsOf(readAt)
  const announce = useAnnounce()
  const notice = useVisitNotice(schedule.id)
  const position = schedule.position ?? 1
  const doctor = shortDoctor(schedule.doctorName)
  const called = entry.status === 'READY' && entry.callSessionId !== null
  useTitle(`Number ${position} · MedConsult`)
  useWakeLock(true)
  const zone = zoneNote(useNow(60_000))

  const told = useRef(position)
  const tell = useEffectEvent((now: number) => {
    if (told.current !== now) announce(`You are number ${now}. ${peopleAhead(now - 1)}.`)
    told.current = now
  })
  useEffect(() => tell(position), [position])
  const words = notice && (notice !== 'reminded' || entry.status === 'WAITING') ? noticeWords(notice, doctor, schedule.position) : null

  return (
    <WaitingLayout
      place={
        <>
          <PersonLine
            name={schedule.doctorName}
            detail={`Open until ${endTimeOf(schedule)}${asOf ? `, ${asOf}` : ''}${zone ? `. ${zone}` : ''}`}
            tag={
              called ? (
                <Tag state="invited">Calling you</Tag>
              ) : schedule.doctorBusy ? (
                <Tag state="incall">With a patient</Tag>
              ) : (
                <Tag state="ready" icon={IconStethoscope}>
                  Free
                </Tag>
              )
            }
          />
          <PlaceNumber
            position={position}
            title={peopleAhead(position - 1)}
            detail={called ? `${doctor} is calling you now` : undefined}
            aside={<LeaveQueue />}
          />
          <Thread doctorName={schedule.doctorName} position={position} busy={schedule.doctorBusy} />
          <div className={styles.notice} role="status">
            {words && <Note>{words}</Note>}
          </div>
        </>
      }
      notes={
        <>
          <Note icon={IconDeviceMobile}>A refresh, a locked screen or a lost network keeps your place.</Note>
          <Note icon={IconBellRinging}>It rings when it is your turn, and counts how long you have to join.</Note>
        </>
      }
      panel={<ReadyPanel schedule={schedule} entry={entry} />}
    />
  )
}

/** The emergency line and, where there is room for it, leaving the queue. */
export function VisitFoot() {
  return (
    <>
      <EmergencyNote />
      <div className={styles.wideOnly}>
        <LeaveQueue />
      </div>
    </>
  )
}
