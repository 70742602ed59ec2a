import type { PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { IconBellRinging, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useParams } from 'react-router'
import { OwnConsent } from '../../consent/own-consent.tsx'
import { isRefusal } from '../../server/api.ts'
import { useAsOf } from '../../server/as-of.ts'
import { useMe } from '../../session/me.ts'
import { useHoldReload } from '../../session/reload-hold.ts'
import { ringToGetReady } from '../../calls/invitation/ring-sound.ts'
import { useWakeLock } from '../../calls/media/wake-lock.ts'
import { useNow } from '../../server/clock.ts'
import { openWords, useDoctorState } from '../../schedules/doctor-words.ts'
import { useBrowsing, useJoinSchedule, usePolling } from '../../server/live.ts'
import { livePlace, useOtherCall, visitQuery } from '../../schedules/patient-schedules.ts'
import { placeWords } from '../../schedules/place-words.ts'
import { zoneNote } from '../../schedules/schedule-words.ts'
import { useTitle } from '../../ui/page/title.ts'
import { useAnnounce } from '../../ui/dialog/announcer.tsx'
import { DoctorTag } from './doctor-tag.tsx'
import { EmergencyNote } from '../../ui/emergency-note.tsx'
import { LoadError } from '../../ui/page/load-error.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { Note } from '../../ui/note.tsx'
import { PersonLine } from './person-line.tsx'
import { PlaceNumber } from './place-number.tsx'
import { PlaceSkeleton } from '../../ui/page/skeletons.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Thread } from './thread.tsx'
import { WaitingLayout } from './waiting-layout.tsx'
import { useNotice } from '../../calls/invitation/visit-notice.ts'
import { AlsoSent } from '../../notices/notice-choices.tsx'
import { OtherDevice } from './device/other-device.tsx'
import { LeaveQueue } from './leave-queue.tsx'
import { ReadyPanel } from './ready/ready-panel.tsx'
import { InCall, NoPlace, NoSuchSchedule } from './visit-states.tsx'
import { useLastCallWords } from './last-call.ts'
import { noticeWords } from './visit-words.ts'
import type { Page } from '../../ui/page/page-code.ts'
import { t } from '../../ui/words/text.ts'
import styles from './visit.module.css'

/** One doctor's practice as a patient sees it: their place, or how to get one. */
function Visit() {
  const { scheduleId = '' } = useParams()
  const visit = useQuery({ ...visitQuery(scheduleId), ...usePolling('queue') })
  const entry = visit.data ? livePlace(visit.data) : null
  const isGuest = useMe().kind === 'GUEST'
  useJoinSchedule(entry ? scheduleId : null)
  // A patient without a place is not in the schedule's room.
  useBrowsing(visit.data !== undefined && entry === null && !isGuest)
  if (!visit.data) {
    if (isRefusal(visit.error, 'NOT_FOUND') || isRefusal(visit.error, 'INVALID')) return <NoSuchSchedule />
    if (visit.error) {
      return (
        <LoadError error={visit.error} onRetry={() => void visit.refetch()}>
          {t('visit.unreachable')}
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
  const notice = useNotice()
  const position = schedule.position ?? 1
  const doctor = shortDoctor(schedule.doctorName)
  const called = entry.status === 'READY' && entry.callSessionId !== null
  const waits = entry.status === 'WAITING'
  const otherCall = useOtherCall(schedule.id)
  const isDue = waits && position === 1 && otherCall === null
  useTitle(`${isDue ? t('visit.place.tabDue') : t('visit.place.tab', { position })} · MedConsult`)
  useWakeLock(true)
  useHoldReload(true)
  const now = useNow(20_000)
  const state = useDoctorState(schedule)

  const announced = useRef(position)
  const announcePosition = useEffectEvent((now: number) => {
    if (announced.current !== now) {
      announce(t('visit.place.announcement', { position: now, place: placeWords(now, !isDue) }))
      if (isDue) ringToGetReady()
    }
    announced.current = now
  })
  useEffect(() => announcePosition(position), [position])
  const lastCall = useLastCallWords(entry, doctor, position)
  // A page that was closed has missed the event.
  const reminded = waits && entry.remindedAt !== null ? noticeWords('reminded', doctor, position) : null
  const words = waits && notice?.scheduleId === schedule.id ? noticeWords(notice.kind, doctor, position) : (lastCall ?? reminded)

  return (
    <WaitingLayout
      place={
        <>
          <PersonLine
            name={schedule.doctorName}
            detail={openDetail(openWords(schedule, state, now), asOf, zoneNote(now))}
            tag={called ? <Tag state="invited">{t('visit.doctor.calling')}</Tag> : <DoctorTag state={state} />}
          />
          <PlaceNumber
            position={position}
            title={placeWords(position, !isDue)}
            detail={
              called
                ? t('visit.place.calling', { doctor })
                : otherCall
                  ? t('visit.place.otherCall', { doctor: shortDoctor(otherCall) })
                  : isDue
                    ? t('visit.place.due')
                    : undefined
            }
          />
          <Thread doctorName={schedule.doctorName} position={position} busy={schedule.doctorBusy} away={state === 'away'} />
          <div className={styles.notice} role="status">
            {words && <Note>{words}</Note>}
          </div>
        </>
      }
      notes={<GoodToKnow />}
      panel={<ReadyPanel schedule={schedule} entry={entry} readAt={readAt} otherCall={otherCall} />}
    />
  )
}

/** “Open until 16:00, as of 09:31. Times are in the clinic’s time zone: Zurich.” */
function openDetail(until: string, asOf: string | null, zone: string | null): string {
  const open = asOf === null ? until : t('visit.openAsOf', { open: until, asOf })
  return zone === null ? open : t('visit.openZone', { open, zone })
}

const GoodToKnow = () => (
  <>
    <OtherDevice />
    <AlsoSent />
    <Note icon={IconDeviceMobile}>{t('visit.place.keeps')}</Note>
    <Note icon={IconBellRinging}>{t('visit.place.rings')}</Note>
  </>
)

/** The emergency note, a guest’s consent, and, last, leaving the queue; on a phone the notes are between them. */
function VisitFoot() {
  const { scheduleId = '' } = useParams()
  const { data } = useQuery(visitQuery(scheduleId))
  const isGuest = useMe().kind === 'GUEST'
  const waits = data && livePlace(data)?.status
  return (
    <>
      <EmergencyNote />
      {waits && waits !== 'IN_CALL' && (
        <div className={styles.narrowNotes}>
          <GoodToKnow />
        </div>
      )}
      {isGuest && <OwnConsent />}
      <div className={styles.leave}>
        <LeaveQueue />
      </div>
    </>
  )
}

export const page: Page = { Component: Visit, Footer: VisitFoot, live: true }
