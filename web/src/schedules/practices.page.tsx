import { pathOf, type Schedule } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useNow } from '../server/clock.ts'
import { doctorSchedulesQuery } from './doctor-schedules.ts'
import { usePolling } from '../server/live.ts'
import { useMe } from '../session/me.ts'
import { dateOf, dayAndTimesOf, dayNameOf, dayWords, endTimeOf, isOver, nearDayOf, startWords, timesOf } from './schedule-words.ts'
import { Column, Columns } from '../ui/page/columns.tsx'
import { EmptyThread } from '../ui/art/empty-thread.tsx'
import { atStart, greeting } from '../ui/words/format.ts'
import { Icon } from '../ui/art/icon.tsx'
import { LoadError } from '../ui/page/load-error.tsx'
import { shortDoctor } from '../ui/words/name-tint.ts'
import { PageHead } from '../ui/page/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PatientsLink } from './patients-link.tsx'
import { PlainRow, PlainRows } from '../ui/plain-rows.tsx'
import { HeadSkeleton, RowsSkeleton } from '../ui/page/skeletons.tsx'
import { SoloBlock } from '../ui/page/solo-page.tsx'
import { Tag } from '../ui/tag.tsx'
import { TodayPanel } from './today-panel.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { groupSchedules, type Groups } from './group-schedules.ts'
import { OpenButton } from './open-button.tsx'
import { PlanMenu } from './plan/plan-menu.tsx'
import { PlanPractice } from './plan/plan-practice.tsx'
import type { Page } from '../ui/page/page-code.ts'
import styles from './practices.module.css'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

const FEW = 5
const MORE = 20

/** The doctor's practices: today's, planned ones, past ones, and the form for another one. */
function Practices() {
  const me = useMe()
  const now = useNow(20_000)
  const schedules = useQuery({ ...doctorSchedulesQuery, ...usePolling('schedule') })
  if (!schedules.data) {
    if (schedules.error) return <LoadError error={schedules.error} onRetry={() => void schedules.refetch()} />
    return (
      <>
        <HeadSkeleton />
        <RowsSkeleton label={t('plans.loading')} />
      </>
    )
  }
  const all = schedules.data
  const groups = groupSchedules(all, now)
  const { open, planned } = groups
  const [next, ...later] = open ? [null, ...planned] : planned
  return (
    <>
      <PageHead title={t('plans.head.title', { greeting: greeting(now), doctor: shortDoctor(me.name) })} lead={leadOf(groups, now)} />
      <Columns>
        <Column>
          {open && <OpenNow schedule={open} now={now} />}
          {next && (
            <TodayPanel
              day={atStart(dateOf(next, now))}
              time={timesOf(next)}
              detail={startWords(next, now)}
              tag={
                <Tag state="plan" raised>
                  {dayNameOf(next, now) === atStart(dateOf(next, now)) ? t('plans.first.next') : dayNameOf(next, now)}
                </Tag>
              }
              action={
                <div className={styles.open}>
                  <OpenButton schedule={next} all={all} size="lg" />
                  <PlanActions schedule={next} all={all} now={now} />
                </div>
              }
            />
          )}
          {all.length === 0 && (
            <Panel aria-label={t('plans.empty.label')}>
              <SoloBlock art={<EmptyThread />} title={t('plans.empty.title')} lead={t('plans.empty.lead')} />
            </Panel>
          )}
          <Coming schedules={later.filter((it) => it !== null)} all={all} now={now} />
          <Finished schedules={groups.finished} now={now} />
          <NotOpened schedules={groups.notOpened} all={all} now={now} />
        </Column>
        <PlanPractice schedules={all} />
      </Columns>
    </>
  )
}

function leadOf({ open, planned }: Groups, now: number): string {
  if (open) return t('plans.head.open')
  const today = planned.filter((it) => nearDayOf(it, now) === 'today').length
  if (today > 0) return t('plans.head.today', { count: today })
  return planned.length > 0 ? t('plans.head.notToday') : t('plans.head.nothing')
}

/** The link for patients, and a plan's other actions. */
function PlanActions({ schedule, all, now }: { schedule: Schedule; all: readonly Schedule[]; now: number }) {
  return (
    <div className={styles.plan}>
      <PatientsLink of={dayAndTimesOf(schedule, now)} />
      <PlanMenu schedule={schedule} all={all} />
    </div>
  )
}

function OpenNow({ schedule, now }: { schedule: Schedule; now: number }) {
  return (
    <TodayPanel
      day={atStart(dateOf(schedule, now))}
      time={timesOf(schedule)}
      detail={t(isOver(schedule, now) ? 'plans.first.openLate' : 'plans.first.openUntil', { end: endTimeOf(schedule) })}
      tag={<Tag state="ready">{t('plans.first.open')}</Tag>}
      action={
        <Button
          component={Link}
          to={pathOf('practiceRoom', { scheduleId: schedule.id })}
          size="lg"
          leftSection={<Icon of={IconArrowRight} size={22} />}
        >
          {t('plans.first.go')}
        </Button>
      }
    />
  )
}

function Coming({ schedules, all, now }: { schedules: readonly Schedule[]; all: readonly Schedule[]; now: number }) {
  const [whole, setWhole] = useState(false)
  if (schedules.length === 0) return null
  return (
    <Panel aria-label={t('plans.coming.title')}>
      <PlainRows title={t('plans.coming.title')}>
        {(whole ? schedules : schedules.slice(0, FEW)).map((schedule) => {
          const { title, detail } = dayWords(schedule, now)
          return (
            <PlainRow
              key={schedule.id}
              title={t('browse.when.dayAndTimes', { day: title, times: timesOf(schedule) })}
              detail={detail}
              actions
              end={
                <div className={styles.plan}>
                  {nearDayOf(schedule, now) === 'today' && <OpenButton schedule={schedule} all={all} size="sm" variant="light" />}
                  <PlanActions schedule={schedule} all={all} now={now} />
                </div>
              }
            />
          )
        })}
      </PlainRows>
      {!whole && schedules.length > FEW && (
        <div className={styles.more}>
          <Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
            {t('plans.coming.all', { count: schedules.length })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function Finished({ schedules, now }: { schedules: readonly Schedule[]; now: number }) {
  return (
    <PastRows title={t('plans.past.finished')}>
      {schedules.map((schedule) => (
        <PlainRow
          key={schedule.id}
          title={atStart(dateOf(schedule, now))}
          detail={
            schedule.endReason === 'DOCTOR_AWAY' || schedule.endReason === 'TOO_LONG'
              ? t('plans.past.endedByItself', { times: timesOf(schedule) })
              : timesOf(schedule)
          }
          end={
            <Button component={Link} to={pathOf('audit', {}, { schedule: schedule.id })} variant="subtle" size="sm">
              <Rich text="plans.past.record" day={dateOf(schedule, now)} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
            </Button>
          }
        />
      ))}
    </PastRows>
  )
}

function NotOpened({ schedules, all, now }: { schedules: readonly Schedule[]; all: readonly Schedule[]; now: number }) {
  return (
    <PastRows title={t('plans.past.notOpened')}>
      {schedules.map((schedule) =>
        schedule.status === 'CANCELLED' ? (
          <PlainRow
            key={schedule.id}
            title={atStart(dateOf(schedule, now))}
            detail={t('plans.past.cancelled', { times: timesOf(schedule) })}
          />
        ) : (
          <PlainRow
            key={schedule.id}
            title={atStart(dateOf(schedule, now))}
            detail={timesOf(schedule)}
            actions
            end={
              <div className={styles.plan}>
                <OpenButton schedule={schedule} all={all} size="sm" variant="subtle" />
                <PlanMenu schedule={schedule} all={all} />
              </div>
            }
          />
        ),
      )}
    </PastRows>
  )
}

/** Past practices, newest first, a few rows at a time. */
function PastRows({ title, children }: { title: string; children: readonly ReactNode[] }) {
  const [shown, setShown] = useState(FEW)
  if (children.length === 0) return null
  return (
    <Panel aria-label={title}>
      <PlainRows title={title}>{children.slice(0, shown)}</PlainRows>
      {shown < children.length && (
        <div className={styles.more}>
          <Button variant="subtle" size="sm" onClick={() => setShown(shown + MORE)}>
            {t('plans.past.older')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

export const page: Page = { Component: Practices }
