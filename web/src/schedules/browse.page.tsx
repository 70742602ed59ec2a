import { pathOf, type PatientSchedule } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, Navigate, useNavigate } from 'react-router'
import { ConsentSheet } from '../consent/consent-sheet.tsx'
import { useMe } from '../session/me.ts'
import { useNow } from '../server/clock.ts'
import { awaySince, openOrBusyWords, useDoctorState } from './doctor-words.ts'
import { useJoinQueue } from '../queue/join-queue.ts'
import { useBrowsing, useJoinSchedule, usePolling } from '../server/live.ts'
import { browseQuery, livePlace, visitQuery } from './patient-schedules.ts'
import { placeWords } from './place-words.ts'
import { dayAndTimesOf, zoneNote } from './schedule-words.ts'
import { useRefusalWords } from '../server/refusal-words.ts'
import { Column, Columns } from '../ui/page/columns.tsx'
import { EmergencyNote } from '../ui/emergency-note.tsx'
import { EmptyThread } from '../ui/art/empty-thread.tsx'
import { Face } from '../ui/art/face.tsx'
import { Icon } from '../ui/art/icon.tsx'
import { LoadError } from '../ui/page/load-error.tsx'
import { Note } from '../ui/note.tsx'
import { PageHead } from '../ui/page/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PlainRow, PlainRows } from '../ui/plain-rows.tsx'
import { HeadSkeleton, RowsSkeleton } from '../ui/page/skeletons.tsx'
import { SoloBlock } from '../ui/page/solo-page.tsx'
import { Tag } from '../ui/tag.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { openingLater } from './group-schedules.ts'
import type { Page } from '../ui/page/page-code.ts'
import { useLaterSchedules } from './later-schedules.ts'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

const MANY = 20

/** The foot of the patient's start page. */
function BrowseFoot() {
  return <EmergencyNote />
}

/** The patient's start page: their place, who is open now, who opens later. */
function Browse() {
  const schedules = useQuery({ ...browseQuery, ...usePolling('schedule') })
  const isGuest = useMe().kind === 'GUEST'
  useBrowsing(!isGuest)
  if (!schedules.data) {
    if (schedules.error) return <LoadError error={schedules.error} onRetry={() => void schedules.refetch()} />
    return (
      <>
        <HeadSkeleton />
        <RowsSkeleton label={t('browse.loading')} />
      </>
    )
  }
  // A guest has come to one doctor.
  if (isGuest && schedules.data[0]) return <Navigate to={pathOf('visit', { scheduleId: schedules.data[0].id })} replace />
  const own = schedules.data.filter((it) => livePlace(it) !== null)
  const inCall = own.some((it) => it.queueEntry?.status === 'IN_CALL')
  const open = schedules.data.filter((it) => it.status === 'ONLINE' && livePlace(it) === null)
  return (
    <>
      <PageHead
        title={inCall ? t('browse.inCall') : own.length > 0 ? t('browse.head.placed') : t('browse.head.title')}
        lead={inCall ? t('browse.head.inCallLead') : own.length > 0 ? t('browse.head.placedLead') : t('browse.head.lead')}
      />
      <Columns rail={420}>
        <Column>
          {own.map((schedule) => (
            <OwnPlace schedule={schedule} inCall={inCall} key={schedule.id} />
          ))}
          {(open.length > 0 || own.length === 0) && <OpenNow schedules={open} />}
        </Column>
        {!isGuest && <Later firstPage={schedules.data} />}
      </Columns>
    </>
  )
}

/** During a call, with this or another doctor, the button that returns to it comes first. */
function OwnPlace({ schedule, inCall }: { schedule: PatientSchedule; inCall: boolean }) {
  useJoinSchedule(schedule.id)
  const { data } = useQuery({ ...visitQuery(schedule.id), ...usePolling('queue') })
  const entry = livePlace(schedule)
  const place = data?.position
  const now = useNow(20_000)
  const state = useDoctorState(schedule)
  const words =
    entry?.status === 'IN_CALL'
      ? [t('browse.inCall')]
      : place
        ? [t('browse.place.number', { number: place }), placeWords(place, entry?.status === 'READY')]
        : [t('browse.place.some')]
  if (state === 'away' && schedule.doctorAwaySince !== null) words.push(awaySince(schedule.doctorAwaySince, now))
  return (
    <Panel aria-label={t('browse.place.of', { doctor: schedule.doctorName })}>
      <PlainRows
        title={t('browse.place.title')}
        aside={<Tag state={entry?.status === 'IN_CALL' ? 'incall' : entry?.status === 'READY' ? 'ready' : 'waiting'} />}
      >
        <PlainRow
          large
          face={<Face name={schedule.doctorName} size={56} />}
          title={schedule.doctorName}
          detail={words.join(' · ')}
          end={
            entry?.status === 'IN_CALL' ? undefined : (
              <Button
                component={Link}
                to={pathOf('visit', { scheduleId: schedule.id })}
                variant={inCall ? 'default' : 'filled'}
                leftSection={<Icon of={IconArrowRight} />}
              >
                {t('browse.place.go')}
              </Button>
            )
          }
        />
      </PlainRows>
    </Panel>
  )
}

function OpenNow({ schedules }: { schedules: readonly PatientSchedule[] }) {
  if (schedules.length === 0) {
    return (
      <Panel aria-label={t('browse.open.title')}>
        <SoloBlock art={<EmptyThread />} title={t('browse.open.empty')} lead={t('browse.open.emptyLead')} />
      </Panel>
    )
  }
  return (
    <Panel aria-label={t('browse.open.title')}>
      <PlainRows title={t('browse.open.title')} aside={t('browse.open.doctors', { count: schedules.length })}>
        {schedules.map((schedule) => (
          <OpenRow schedule={schedule} key={schedule.id} />
        ))}
      </PlainRows>
    </Panel>
  )
}

function OpenRow({ schedule }: { schedule: PatientSchedule }) {
  const now = useNow(20_000)
  const state = useDoctorState(schedule)
  const navigate = useNavigate()
  const join = useJoinQueue((id) => void navigate(pathOf('visit', { scheduleId: id })))
  const problem = useRefusalWords(join.error)
  const seen = schedule.queueEntry?.status === 'DONE'
  return (
    <PlainRow
      large
      face={<Face name={schedule.doctorName} size={56} />}
      title={schedule.doctorName}
      detail={
        <>
          <span>{openOrBusyWords(schedule, state, now)}</span>
          <ConsentSheet {...join.consent} />
          {problem && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
        </>
      }
      end={
        seen ? (
          <Button component={Link} to={pathOf('visit', { scheduleId: schedule.id })} variant="subtle">
            {t('browse.open.seen')}
          </Button>
        ) : (
          <WorkButton variant="light" busy={join.isPending} busyLabel={t('browse.open.joining')} onClick={() => join.mutate(schedule.id)}>
            <Rich text="browse.open.join" doctor={schedule.doctorName} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
          </WorkButton>
        )
      }
    />
  )
}

/** Planned practices: those in `firstPage`, in the server’s order, and more on request. */
function Later({ firstPage }: { firstPage: readonly PatientSchedule[] }) {
  const now = useNow(60_000)
  const [shown, setShown] = useState(MANY)
  const further = useLaterSchedules(firstPage)
  const schedules = openingLater([...firstPage, ...further.schedules], now)
  const zone = zoneNote(now)
  return (
    <Panel aria-label={t('browse.later.title')}>
      <PlainRows title={t('browse.later.title')}>
        {schedules.length === 0 && <PlainRow title={t('browse.later.empty')} detail={t('browse.later.emptyLead')} />}
        {schedules.slice(0, shown).map((schedule) => (
          <PlainRow
            key={schedule.id}
            face={<Face name={schedule.doctorName} />}
            title={schedule.doctorName}
            detail={dayAndTimesOf(schedule, now)}
          />
        ))}
      </PlainRows>
      {(schedules.length > shown || further.more) && (
        <WorkButton
          variant="subtle"
          size="sm"
          busy={further.busy}
          busyLabel={t('browse.later.loadingMore')}
          onClick={() => {
            setShown(shown + MANY)
            if (shown + MANY > schedules.length && further.more) further.load()
          }}
        >
          {t('browse.later.more')}
        </WorkButton>
      )}
      {zone && <Note>{zone}</Note>}
    </Panel>
  )
}

export const page: Page = { Component: Browse, Footer: BrowseFoot, live: true }
