import { PAGE_ROWS, type AuditLog, type Schedule } from '@medconsult/contract'
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { api } from '../server/api.ts'
import { useNow } from '../server/clock.ts'
import { doctorSchedulesQuery } from '../schedules/doctor-schedules.ts'
import { keys } from '../server/keys.ts'
import { useMe } from '../session/me.ts'
import { shortDateOf, timesOf, zoneNote } from '../schedules/schedule-words.ts'
import { ChangeRow, ChangeTable } from './change-table.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { EmptyThread } from '../ui/art/empty-thread.tsx'
import { daysAway, exactTime, sentences, shortDate } from '../ui/words/format.ts'
import { LoadError } from '../ui/page/load-error.tsx'
import { referenceOf } from '../ui/words/reference.ts'
import { PageHead } from '../ui/page/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SelectField } from '../ui/form/select-field.tsx'
import { RowsSkeleton } from '../ui/page/skeletons.tsx'
import { SoloBlock } from '../ui/page/solo-page.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import styles from './audit-record.module.css'
import type { Page } from '../ui/page/page-code.ts'
import { t } from '../ui/words/text.ts'
import { byWhom, callChoices, changeOf, happenedWords, patientChoices, PRACTICES_AT_ONCE, practicesRead } from './audit-words.ts'

const AT_ONCE = 50
const inClinic = { timeZone: clinic.timeZone }

/** The doctor's record of every change, with its filters in the address. */
function AuditRecord() {
  const [search] = useSearchParams()
  const zone = zoneNote(useNow(60_000))
  const filter = {
    scheduleId: search.get('schedule') ?? '',
    patientId: search.get('patient') ?? '',
    callSessionId: search.get('call') ?? '',
  }
  const rows = useAudit(filter, AT_ONCE)
  return (
    <>
      <PageHead title={t('audit.title')} lead={sentences(t('audit.lead'), zone)} />
      <Filters filter={filter} />
      {rows.data ? (
        <Changes rows={rows.data} />
      ) : rows.error ? (
        <LoadError error={rows.error} onRetry={() => void rows.refetch()} />
      ) : (
        <Panel aria-label={t('audit.loadingPanel')}>
          <RowsSkeleton rows={6} label={t('audit.loading')} />
        </Panel>
      )}
      {rows.hasNextPage && (
        <div className={styles.more}>
          <WorkButton
            variant="default"
            busy={rows.isFetchingNextPage}
            busyLabel={t('audit.loadingMore')}
            onClick={() => void rows.fetchNextPage()}
          >
            {t('audit.older')}
          </WorkButton>
        </div>
      )}
    </>
  )
}

interface Filter {
  readonly scheduleId: string
  readonly patientId: string
  readonly callSessionId: string
}

/** Filters by practice, patient and call; a choice in one narrows those after it. */
function Filters({ filter: { scheduleId, patientId, callSessionId } }: { filter: Filter }) {
  const [, setSearch] = useSearchParams()
  const schedules = useQuery(doctorSchedulesQuery)
  const [most, setMost] = useState(PRACTICES_AT_ONCE)
  const { ids, isAll } = practicesRead(schedules.data ?? [], scheduleId, most)
  const calls = useAudit({ scheduleId, patientId, callSessionId: '' }, PAGE_ROWS)
  const rows = calls.data ?? []
  const names = usePatientNames([...ids, ...practicesOf(rows)])
  const older = () => {
    if (!isAll) setMost(most + PRACTICES_AT_ONCE)
    if (calls.hasNextPage) void calls.fetchNextPage()
  }
  const choose = (name: 'schedule' | 'patient' | 'call', value: string) =>
    setSearch((old) => {
      const next = new URLSearchParams(old)
      if (value) next.set(name, value)
      else next.delete(name)
      if (name !== 'call') next.delete('call')
      return next
    })
  const field = (label: string, name: Parameters<typeof choose>[0], value: string, data: readonly { value: string; label: string }[]) => (
    <SelectField label={label} value={value} onChange={({ currentTarget }) => choose(name, currentTarget.value)} data={[...data]} />
  )
  return (
    <form className={styles.filters} aria-label={t('audit.filter.label')} onSubmit={(event) => event.preventDefault()}>
      {field(t('audit.filter.practice'), 'schedule', scheduleId, [
        { value: '', label: t('audit.filter.allPractices') },
        ...(schedules.data ?? []).map((it) => ({ value: it.id, label: practiceWords(it) })),
      ])}
      {field(t('audit.filter.patient'), 'patient', patientId, [
        { value: '', label: t('audit.filter.allPatients') },
        ...patientChoices(names, patientId),
      ])}
      {field(t('audit.filter.call'), 'call', callSessionId, [
        { value: '', label: t('audit.filter.allChanges') },
        ...callChoices(rows, names, callSessionId),
      ])}
      {(!isAll || calls.hasNextPage) && (
        <WorkButton variant="subtle" busy={calls.isFetchingNextPage} busyLabel={t('audit.loadingMore')} onClick={older}>
          {isAll ? t('audit.filter.olderCalls') : t('audit.filter.olderPatientsAndCalls')}
        </WorkButton>
      )}
    </form>
  )
}

const practiceWords = (schedule: Schedule): string => t('browse.when.dayAndTimes', { day: shortDateOf(schedule), times: timesOf(schedule) })

function useAudit({ scheduleId, patientId, callSessionId }: Filter, limit: number) {
  return useInfiniteQuery({
    queryKey: [...keys.audit, scheduleId, patientId, callSessionId, limit],
    queryFn: ({ pageParam, signal }) =>
      api(
        'listAudit',
        {
          query: {
            limit: String(limit),
            ...(scheduleId && { scheduleId }),
            ...(patientId && { patientId }),
            ...(callSessionId && { callSessionId }),
            ...(pageParam && { before: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => (last.length < limit ? null : (last.at(-1)?.id ?? null)),
    select: ({ pages }): readonly AuditLog[] => pages.flat(),
  })
}

const practicesOf = (rows: readonly AuditLog[]): readonly string[] => rows.map((row) => row.scheduleId).filter((id) => id !== null)

/** By id, the patients of these practices: the queues have the names, the record itself never does. */
function usePatientNames(scheduleIds: readonly string[]): ReadonlyMap<string, string> {
  return useQueries({
    queries: [...new Set(scheduleIds)].map((id) => ({
      queryKey: [...keys.audit, 'names', id],
      // Every change since the first, so that those who left are included.
      queryFn: ({ signal }: { signal: AbortSignal }) => api('viewQueue', { params: { id }, query: { since: '0' } }, signal),
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data ?? []).map((entry) => [entry.patientId, entry.patientName] as const))),
  })
}

function Changes({ rows }: { rows: readonly AuditLog[] }) {
  const doctor = useMe()
  const now = useNow(60_000)
  const patients = usePatientNames(practicesOf(rows))
  if (rows.length === 0) {
    return (
      <Panel aria-label={t('audit.changes')}>
        <SoloBlock art={<EmptyThread />} title={t('audit.empty')} lead={t('audit.emptyLead')} />
      </Panel>
    )
  }
  return (
    <Panel aria-label={t('audit.changes')}>
      <ChangeTable>
        {rows.map((row) => (
          <ChangeRow
            key={row.id}
            time={momentWords(row.timestamp, now)}
            dateTime={row.timestamp}
            what={happenedWords(row)}
            by={byWhom(row, { doctor, patients })}
            {...changeOf(row)}
            {...(row.callSessionId && { reference: referenceOf(row.callSessionId) })}
          />
        ))}
      </ChangeTable>
    </Panel>
  )
}

/** "09:31:08"; with the day if it is not today. */
function momentWords(moment: string, now: number): string {
  const time = exactTime(moment, inClinic)
  const isToday = daysAway(moment, now, inClinic) === 0
  return isToday ? time : t('browse.when.dayAndTime', { day: shortDate(moment, inClinic), time })
}

export const page: Page = { Component: AuditRecord }
