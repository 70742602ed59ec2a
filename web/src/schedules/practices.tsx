import type { Schedule } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useNow } from '../clock.ts'
import { doctorSchedulesQuery } from '../doctor-schedules.ts'
import { usePolling } from '../live.ts'
import { useMe } from '../me.ts'
import { dateOf, dayWords, endTimeOf, startWords, timesOf } from '../schedule-words.ts'
import { useTitle } from '../title.ts'
import { clinic } from '../ui/clinic.ts'
import { Column, Columns } from '../ui/columns.tsx'
import { EmptyThread } from '../ui/empty-thread.tsx'
import { greeting } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { LoadError } from '../ui/load-error.tsx'
import { shortDoctor } from '../ui/name-tint.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PlainRow, PlainRows } from '../ui/plain-rows.tsx'
import { HeadSkeleton, RowsSkeleton } from '../ui/skeletons.tsx'
import { SoloBlock } from '../ui/solo-page.tsx'
import { Tag } from '../ui/tag.tsx'
import { TodayPanel } from '../ui/today-panel.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { dayIn } from '../zone.ts'
import { groupSchedules, type Groups } from './group-schedules.ts'
import { OpenButton } from './open-button.tsx'
import { PlanPractice } from './plan-practice.tsx'
import styles from './practices.module.css'

const FEW = 5
const MORE = 20

/** The doctor's practices: today's first, then what comes, what was, and the form for another one. */
export function Practices() {
  useTitle('Your practices · MedConsult')
  const me = useMe()
  const now = useNow(20_000)
  const schedules = useQuery({ ...doctorSchedulesQuery, ...usePolling('schedule') })
  if (!schedules.data) {
    if (schedules.error) return <LoadError error={schedules.error} onRetry={() => void schedules.refetch()} />
    return (
      <>
        <HeadSkeleton />
        <RowsSkeleton label="Loading your practices" />
      </>
    )
  }
  const all = schedules.data
  const groups = groupSchedules(all, dayIn(now, clinic.timeZone))
  const [next, ...laterToday] = groups.today
  return (
    <>
      <PageHead title={`${greeting(now, { timeZone: clinic.timeZone })}, ${shortDoctor(me.name)}`} lead={leadOf(groups)} />
      <Columns>
        <Column>
          {groups.open && <OpenNow schedule={groups.open} />}
          {next && !groups.open && (
            <TodayPanel
              day={dateOf(next)}
              time={timesOf(next)}
              detail={startWords(next, now)}
              action={<OpenButton schedule={next} all={all} size="lg" />}
            />
          )}
          {!next && !groups.open && all.length === 0 && (
            <Panel aria-label="No practice yet">
              <SoloBlock
                art={<EmptyThread />}
                title="No practice is planned yet"
                lead="Plan your first one here. Patients can join its queue once you open it."
              />
            </Panel>
          )}
          <Coming schedules={[...(groups.open && next ? [next] : []), ...laterToday, ...groups.coming]} all={all} now={now} />
          <Finished groups={groups} all={all} />
        </Column>
        <PlanPractice schedules={all} />
      </Columns>
    </>
  )
}

function leadOf({ open, today, coming }: Groups): string {
  if (open) return 'Your practice is open. Patients can join its queue.'
  if (today.length === 1) return 'One practice today. Patients can join its queue once you open it.'
  if (today.length > 1) return `${today.length} practices today. Patients can join a queue once you open it.`
  return coming.length > 0 ? 'No practice today.' : 'Nothing is planned.'
}

function OpenNow({ schedule }: { schedule: Schedule }) {
  return (
    <TodayPanel
      day={dateOf(schedule)}
      time={timesOf(schedule)}
      detail={`Open now, planned until ${endTimeOf(schedule)}.`}
      tag={<Tag state="ready">Open</Tag>}
      action={
        <Button component={Link} to={`/practice/${schedule.id}`} size="lg" leftSection={<Icon of={IconArrowRight} size={22} />}>
          Go to the practice
        </Button>
      }
    />
  )
}

function Coming({ schedules, all, now }: { schedules: readonly Schedule[]; all: readonly Schedule[]; now: number }) {
  const [whole, setWhole] = useState(false)
  if (schedules.length === 0) return null
  const today = dayIn(now, clinic.timeZone)
  return (
    <Panel aria-label="Coming up">
      <PlainRows title="Coming up">
        {(whole ? schedules : schedules.slice(0, FEW)).map((schedule) => (
          <PlainRow
            key={schedule.id}
            title={schedule.date === today ? `Today, ${timesOf(schedule)}` : dayWords(schedule, now).title}
            detail={dayWords(schedule, now).detail}
            end={
              schedule.date === today ? (
                <OpenButton schedule={schedule} all={all} size="sm" variant="light" />
              ) : (
                <span className={styles.strong}>{timesOf(schedule)}</span>
              )
            }
          />
        ))}
      </PlainRows>
      {!whole && schedules.length > FEW && (
        <div className={styles.more}>
          <Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
            Show all {schedules.length}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function Finished({ groups, all }: { groups: Groups; all: readonly Schedule[] }) {
  const [shown, setShown] = useState(FEW)
  const past = [...groups.missed, ...groups.finished]
  if (past.length === 0) return null
  return (
    <Panel aria-label="Finished">
      <PlainRows title="Finished">
        {past.slice(0, shown).map((schedule) => (
          <PlainRow
            key={schedule.id}
            title={dateOf(schedule)}
            detail={schedule.status === 'UPCOMING' ? `${timesOf(schedule)}, was not opened` : timesOf(schedule)}
            end={
              schedule.status === 'UPCOMING' ? (
                <OpenButton schedule={schedule} all={all} size="sm" variant="subtle" />
              ) : (
                <Button component={Link} to={`/audit?schedule=${schedule.id}`} variant="subtle" size="sm">
                  See the record<VisuallyHidden> of {dateOf(schedule)}</VisuallyHidden>
                </Button>
              )
            }
          />
        ))}
      </PlainRows>
      {shown < past.length && (
        <div className={styles.more}>
          <Button variant="subtle" size="sm" onClick={() => setShown(shown + MORE)}>
            Show older practices
          </Button>
        </div>
      )}
    </Panel>
  )
}
