import { pathOf, type DoctorQueueEntry, type Schedule } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import { isRefusal } from '../../server/api.ts'
import { useAsOf } from '../../server/as-of.ts'
import { useHoldReload } from '../../session/reload-hold.ts'
import { useNow } from '../../server/clock.ts'
import { doctorSchedulesQuery } from '../../schedules/doctor-schedules.ts'
import { usePolling } from '../../server/live.ts'
import { dateOf, startWords, timesOf, zoneNote } from '../../schedules/schedule-words.ts'
import { useTitle } from '../../ui/page/title.ts'
import { BrokenThread } from '../../ui/art/broken-thread.tsx'
import { Column, Columns } from '../../ui/page/columns.tsx'
import { DoneRing } from '../../ui/art/done-ring.tsx'
import { EmptyThread } from '../../ui/art/empty-thread.tsx'
import { atStart, sentences } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'
import { LoadError } from '../../ui/page/load-error.tsx'
import { PageHead } from '../../ui/page/page-head.tsx'
import { PatientsLink } from '../../schedules/patients-link.tsx'
import { prefetchCode } from '../../ui/lazy/lazy-code.ts'
import { HeadSkeleton, RowsSkeleton } from '../../ui/page/skeletons.tsx'
import { SoloPage } from '../../ui/page/solo-page.tsx'
import { StatTags } from './stat-tags.tsx'
import { useJoinNotices, useJoinSound } from './join-notices.tsx'
import { InviteByLink } from './invite/invite-by-link.tsx'
import styles from './invite/invite.module.css'
import { CameraCheck } from './camera/camera-check.tsx'
import { queueQuery, useDoctorQueue } from './doctor-queue.ts'
import { LiveQueue } from './live-queue.tsx'
import { endedByItself } from './late-words.ts'
import { PastEnd } from './past-end.tsx'
import { PracticeSettings } from './practice-rail.tsx'
import { PracticeFoot } from './practice-foot.tsx'
import { countedFirst, sectionsOf, type Shown } from './queue-view.ts'
import { namesakes } from './rows/queue-words.ts'
import { Seen } from './rows/seen.tsx'
import type { Page } from '../../ui/page/page-code.ts'
import { useSeenCount } from './rows/seen-patients.ts'

/** One practice: its queue while it is open, otherwise its state. */
function PracticeRoom() {
  const { scheduleId = '' } = useParams()
  const schedules = useQuery({ ...doctorSchedulesQuery, ...usePolling('schedule') })
  const schedule = schedules.data?.find((it) => it.id === scheduleId)
  if (!schedules.data) {
    if (schedules.error) return <LoadError error={schedules.error} onRetry={() => void schedules.refetch()} />
    return <LoadingRoom />
  }
  if (!schedule) return <NoSuchPractice />
  switch (schedule.status) {
    case 'ONLINE':
      return <OpenPractice schedule={schedule} />
    case 'UPCOMING':
      return <NotOpenYet schedule={schedule} />
    case 'COMPLETED':
      return <FinishedPractice schedule={schedule} />
    case 'CANCELLED':
      return <CancelledPractice schedule={schedule} />
  }
}

function LoadingRoom() {
  return (
    <>
      <HeadSkeleton />
      <RowsSkeleton label={t('practice.loading')} />
    </>
  )
}

function OpenPractice({ schedule }: { schedule: Schedule }) {
  const queue = useDoctorQueue(schedule.id)
  const [sound, setSound] = useJoinSound()
  const [shown, setShown] = useState<Shown>('all')
  const list = useRef<HTMLDivElement>(null)
  const entries = queue.data
  const sections = useMemo(() => sectionsOf(entries ?? []), [entries])
  const { counts } = sections
  useEffect(() => void prefetchCode('DOCTOR'), [])
  useHoldReload(sections.invited !== null || sections.inCall !== null)
  useJoinNotices(entries, sections, sound)
  useTitle(`${countedFirst(sections)}${t('practice.tab.own')} · MedConsult`)
  const zone = zoneNote(useNow(60_000))
  const asOf = useAsOf(queue.dataUpdatedAt)
  const hours = { date: atStart(dateOf(schedule)), times: timesOf(schedule) }
  const lead = asOf === null ? t('practice.open.lead', hours) : t('practice.open.leadAsOf', { ...hours, asOf })

  const show = (some: Shown) => {
    setShown(some)
    list.current?.scrollIntoView({ block: 'nearest' })
  }
  const counted = (which: keyof typeof counts) => ({
    count: counts[which],
    text: t(`practice.count.${which}`, { count: counts[which] }),
  })
  const filter = (which: 'ready' | 'waiting') => ({
    on: shown === which,
    title: t(`practice.filter.only.${which}`),
    onChange: (on: boolean) => show(on ? which : 'all'),
  })

  if (!entries) {
    if (isRefusal(queue.error, 'NOT_FOUND')) return <NoSuchPractice />
    if (queue.error) return <LoadError error={queue.error} onRetry={() => void queue.refetch()} />
    return <LoadingRoom />
  }
  return (
    <>
      <PageHead title={t('practice.open.title')} lead={zone === null ? lead : t('practice.open.leadZone', { lead, zone })}>
        <div className={styles.head}>
          <StatTags
            label={t('practice.count.label')}
            stats={[
              { state: 'incall', ...counted('inCall') },
              { state: 'invited', ...counted('invited') },
              { state: 'ready', ...counted('ready'), filter: filter('ready') },
              { state: 'waiting', ...counted('waiting'), filter: filter('waiting') },
              { state: 'done', ...counted('done'), wideOnly: true },
            ]}
          />
          <InviteByLink scheduleId={schedule.id} />
        </div>
      </PageHead>
      <PastEnd schedule={schedule} counts={counts} />
      <Columns>
        <div ref={list}>
          <LiveQueue scheduleId={schedule.id} sections={sections} shown={shown} onShowAll={() => show('all')} />
        </div>
        <Column>
          <CameraCheck calling={counts.invited + counts.inCall > 0} />
          <PracticeSettings scheduleId={schedule.id} counts={counts} sound={sound} onSound={setSound} />
        </Column>
      </Columns>
      <PracticeFoot scheduleId={schedule.id} counts={counts} shown={shown} onShow={show} />
    </>
  )
}

/** "Monday 23 November, 09:00 – 12:00." */
const hoursWords = (schedule: Schedule): string => t('practice.hours', { date: atStart(dateOf(schedule)), times: timesOf(schedule) })

function NotOpenYet({ schedule }: { schedule: Schedule }) {
  useTitle(`${t('practice.tab.own')} · MedConsult`)
  const now = useNow(20_000)
  return (
    <SoloPage
      art={<EmptyThread />}
      title={t('practice.upcoming.title')}
      lead={sentences(hoursWords(schedule), startWords(schedule, now), zoneNote(now))}
      actions={
        <>
          <Button component={Link} to={pathOf('practices')} size="lg">
            {t('practice.toPractices')}
          </Button>
          <InviteByLink scheduleId={schedule.id} />
          <PatientsLink quiet />
        </>
      }
    />
  )
}

function CancelledPractice({ schedule }: { schedule: Schedule }) {
  useTitle(`${t('practice.tab.cancelled')} · MedConsult`)
  return (
    <SoloPage
      art={<BrokenThread />}
      title={t('practice.cancelled.title')}
      lead={hoursWords(schedule)}
      actions={
        <Button component={Link} to={pathOf('practices')} size="lg">
          {t('practice.toPractices')}
        </Button>
      }
    />
  )
}

function FinishedPractice({ schedule }: { schedule: Schedule }) {
  useTitle(`${t('practice.tab.ended')} · MedConsult`)
  const seen = useSeenCount(schedule.id)
  const entries = useQuery(queueQuery(schedule.id)).data
  const list = useMemo(() => listOf(entries ?? []), [entries])
  const zone = zoneNote(useNow(60_000))
  return (
    <>
      <SoloPage
        art={<DoneRing />}
        title={t('practice.ended.title')}
        about={schedule.id}
        lead={sentences(
          hoursWords(schedule),
          endedByItself(schedule.endReason),
          seen === undefined ? null : t('practice.ended.seen', { count: seen }),
          zone,
        )}
        actions={
          <>
            <Button component={Link} to={pathOf('practices')} size="lg">
              {t('practice.toPractices')}
            </Button>
            <Button component={Link} to={pathOf('audit', {}, { schedule: schedule.id })} variant="default" size="lg">
              {t('practice.ended.record')}
            </Button>
          </>
        }
      />
      <Seen entries={list} title={t('practice.ended.patients')} apart={namesakes(list)} />
    </>
  )
}

/** The patients of a practice that is over: those who were seen, the last first, then the others. */
function listOf(entries: readonly DoctorQueueEntry[]): readonly DoctorQueueEntry[] {
  const { seen, askedAgain, closed } = sectionsOf(entries)
  return [...askedAgain, ...seen, ...closed]
}

function NoSuchPractice() {
  useTitle(`${t('practice.tab.notFound')} · MedConsult`)
  return (
    <SoloPage
      art={<BrokenThread />}
      title={t('practice.notFound.title')}
      lead={t('practice.notFound.lead')}
      actions={
        <Button component={Link} to={pathOf('practices')} size="lg">
          {t('practice.toPractices')}
        </Button>
      }
    />
  )
}

export const page: Page = { Component: PracticeRoom, live: true }
