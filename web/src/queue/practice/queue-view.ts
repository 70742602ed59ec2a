import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { listed } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'
import { isInvited, whoAskedAgain, type Presence } from '../next-patient.ts'

/** A doctor's queue as read so far. */
export interface QueueView {
  /** By queue number; never LEFT. */
  readonly entries: readonly DoctorQueueEntry[]
  /** The newest change included. */
  readonly rev: number
  /** The epoch of the connection it was read in. */
  readonly epoch: number
  /** Changes merged since the whole queue was read. */
  readonly merges: number
}

const newest = (entries: readonly DoctorQueueEntry[], rev: number): number =>
  entries.reduce((most, entry) => Math.max(most, entry.rev), rev)

/** The view of a whole queue. */
export const wholeView = (entries: readonly DoctorQueueEntry[], epoch: number): QueueView => ({
  entries,
  rev: newest(entries, 0),
  epoch,
  merges: 0,
})

/** The view with the entries that changed since its `rev`: replaced, added in their order, or taken out once LEFT. */
export function mergeChanges(view: QueueView, changes: readonly DoctorQueueEntry[]): QueueView {
  const merges = view.merges + 1
  if (changes.length === 0) return { ...view, merges }
  const byId = new Map(view.entries.map((entry) => [entry.id, entry]))
  for (const change of changes) {
    if (change.status === 'LEFT') byId.delete(change.id)
    else byId.set(change.id, change)
  }
  const entries = [...byId.values()].sort((a, b) => a.queueNumber - b.queueNumber)
  return { ...view, entries, rev: newest(changes, view.rev), merges }
}

/** The view after a `presence_changed` event. */
export function withPresence(view: QueueView, entryId: string, { online, awaySince }: Presence): QueueView {
  if (!view.entries.some((entry) => entry.id === entryId && entry.online !== online)) return view
  return { ...view, entries: view.entries.map((entry) => (entry.id === entryId ? { ...entry, online, awaySince } : entry)) }
}

/** A live entry with the number that its patient sees, too. */
export type PlacedEntry = DoctorQueueEntry & { place: number }

export interface QueueSections {
  /** The invited patient and the one in the call first, then in order. */
  readonly live: readonly PlacedEntry[]
  /** Seen patients who ask to come back, the first to ask first. */
  readonly askedAgain: readonly DoctorQueueEntry[]
  /** Seen patients, the last first. */
  readonly seen: readonly DoctorQueueEntry[]
  readonly closed: readonly DoctorQueueEntry[]
  readonly invited: PlacedEntry | null
  readonly inCall: PlacedEntry | null
  readonly counts: { invited: number; ready: number; waiting: number; inCall: number; done: number }
}

/** By when they were seen; by the order of joining if that is unknown. */
const lastSeenFirst = (a: DoctorQueueEntry, b: DoctorQueueEntry): number =>
  (b.lastCall?.at ?? '').localeCompare(a.lastCall?.at ?? '') || b.queueNumber - a.queueNumber

/** Which part of the live list is shown. */
export type Shown = 'all' | 'ready' | 'waiting'

/** The shown part of the live list; the invited patient and the one in the call are always in it. */
export const shownOf = (live: readonly PlacedEntry[], shown: Shown): readonly PlacedEntry[] =>
  shown === 'all'
    ? live
    : live.filter((entry) => entry.status === 'IN_CALL' || isInvited(entry) || entry.status === (shown === 'ready' ? 'READY' : 'WAITING'))

const rank = (entry: DoctorQueueEntry): number => (entry.status === 'IN_CALL' ? 0 : isInvited(entry) ? 1 : 2)

/**
 * The queue in its sections. A place counts those WAITING or READY with a smaller number, as the patient's own
 * `position` does; a patient in the call no longer has a number.
 */
export function sectionsOf(entries: readonly DoctorQueueEntry[]): QueueSections {
  const live: PlacedEntry[] = []
  let ahead = 0
  for (const entry of entries) {
    if (!isLive(entry.status)) continue
    live.push({ ...entry, place: ahead + 1 })
    if (entry.status !== 'IN_CALL') ahead += 1
  }
  const invited = live.find(isInvited) ?? null
  const inCall = live.find((entry) => entry.status === 'IN_CALL') ?? null
  const count = (status: DoctorQueueEntry['status']): number => entries.filter((entry) => entry.status === status).length
  return {
    live: live.toSorted((a, b) => rank(a) - rank(b) || a.queueNumber - b.queueNumber),
    askedAgain: whoAskedAgain(entries),
    seen: entries.filter((entry) => entry.status === 'DONE' && entry.askedAgainAt === null).toSorted(lastSeenFirst),
    closed: entries.filter((entry) => entry.status === 'CLOSED'),
    invited,
    inCall,
    counts: {
      invited: invited === null ? 0 : 1,
      ready: count('READY') - (invited === null ? 0 : 1),
      waiting: count('WAITING'),
      inCall: count('IN_CALL'),
      done: count('DONE'),
    },
  }
}

/** Who would be sent away if the practice ended: "1 invited, 2 ready, 3 waiting"; '' for nobody. */
export const peopleLeft = ({ invited, ready, waiting }: QueueSections['counts']): string =>
  listed(
    (Object.entries({ invited, ready, waiting }) as ['invited' | 'ready' | 'waiting', number][])
      .filter(([, count]) => count > 0)
      .map(([state, count]) => t(`practice.count.${state}`, { count })),
  )

/** Patients who asked to come back between two reads of the queue; none on the first read. */
export function returns(before: readonly DoctorQueueEntry[] | null, askedAgain: readonly DoctorQueueEntry[]): DoctorQueueEntry[] {
  if (before === null) return []
  const known = new Map(before.map((entry) => [entry.id, entry.askedAgainAt]))
  return askedAgain.filter((entry) => known.get(entry.id) !== entry.askedAgainAt)
}

/** The count in the tab's title: the ready, otherwise the waiting, otherwise those who ask to come back; '' for nobody. */
export function countedFirst({ counts, askedAgain }: Pick<QueueSections, 'counts' | 'askedAgain'>): string {
  if (counts.ready > 0) return `(${t('practice.count.ready', { count: counts.ready })}) `
  if (counts.waiting > 0) return `(${t('practice.count.waiting', { count: counts.waiting })}) `
  return askedAgain.length > 0 ? `(${t('practice.count.back', { count: askedAgain.length })}) ` : ''
}

/** Patients who joined between two reads of the queue; none on the first read. */
export function arrivals(before: readonly DoctorQueueEntry[] | null, after: readonly PlacedEntry[]): PlacedEntry[] {
  if (before === null) return []
  const known = new Set(before.map((entry) => entry.id))
  return after.filter((entry) => !known.has(entry.id))
}
