import { entryMachine, step, type EntryAction, type EntryStatus, type PatientFacts, type QueueEntry } from '@medconsult/contract'
import { assertConsent } from '../clinic/consent.ts'
import { readClinic, type ClinicDefaults } from '../clinic/read-clinic.ts'
import { decideOnEntry, newestEntry, reachableSchedule } from '../core/access.ts'
import type { QueueEntryRow, ScheduleRow, UserRow } from '../store/row-types.ts'
import { guard, insert, update, type Change, type Store } from '../store/store.ts'
import type { Decision } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Created, type Ctx, type RequestUseCase } from '../core/use-case.ts'
import type { TakeMove } from '../core/rate-limits.ts'
import { makeMoveCount } from './count-move.ts'

interface JoinServices {
  readonly takeMove: TakeMove
  readonly settings: ClinicDefaults
}

/**
 * Joins the queue with the next number. A repeat returns the same entry. SCHEDULE_NOT_ONLINE, ALREADY_SEEN, CONSENT_NEEDED,
 * MOVED_TOO_OFTEN.
 */
export const makeJoinQueue =
  ({ takeMove, settings }: JoinServices): RequestUseCase<'joinQueue'> =>
  async (ctx, { params }, { languages }) => {
    const { userId: patientId, name: patientName } = person(ctx)
    const countMove = makeMoveCount(ctx, takeMove, params.id)
    return decideOnEntry(ctx, params, openPractice, async (store, { schedule, entry }): Promise<Decision<Created<QueueEntry>>> => {
      // After leaving, a patient joins as if for the first time; the old entry stays LEFT.
      const place = entry?.status === 'LEFT' ? null : entry
      const result = step<EntryStatus, EntryAction>(entryMachine, place?.status ?? null, 'join', 'PATIENT')
      if (!result.ok) throw new Refusal('ALREADY_SEEN')
      if (place !== null) return { changes: [], reply: { created: false, reply: place } }
      const user = await store.get('users', patientId)
      if (user === null) throw new Refusal('UNAUTHENTICATED')
      // Before the consent: a new text changes the counters of every open queue.
      const counter = await store.get('queue_counters', schedule.id)
      if (counter === null) throw new Error(`schedule ${schedule.id} has no counters`)
      const consenting = await assertConsent(store, await readClinic(store, settings), user, languages)
      countMove()

      const counted = { lastNumber: counter.lastNumber + 1, rev: counter.rev + 1, inQueue: counter.inQueue + 1 }
      const joined = insert(
        'queue_entries',
        {
          id: ctx.newId(),
          scheduleId: schedule.id,
          doctorId: schedule.doctorId,
          patientId,
          patientName,
          queueNumber: counted.lastNumber,
          status: result.status,
          isReady: false,
          joinedAt: ctx.now().toISOString(),
          callSessionId: null,
          lastCall: null,
          media: null,
          askedAgainAt: null,
          leftReason: null,
          remindedAt: null,
          about: await factsOf(store, user),
          rev: counted.rev,
        },
        'join',
      )
      const changes = [guard('schedules', schedule), joined, update('queue_counters', counter, counted), ...(hasJoined(user) ?? consenting)]
      return { changes, reply: { created: true, reply: joined.after } }
    })
  }

/** What the doctor is shown of the person, with the name on their personal link where they gave another. */
async function factsOf(store: Store, { id, kind, name, phone, place, birthDate }: UserRow): Promise<PatientFacts> {
  const links = kind === 'GUEST' ? await store.find('guest_links', { userId: id }) : []
  const invitedAs = links.find((link) => link.kind === 'PERSONAL')?.name ?? null
  return { phone, place, birthDate, invitedAs: invitedAs === name ? null : invitedAs }
}

/** Who has joined a queue once is not removed as somebody who never came. */
const hasJoined = (user: UserRow): Change[] | null => (user.hasJoined ? null : [update('users', user, { hasJoined: true, cameFrom: null })])

/** The practice, and the patient's existing entry in it. */
async function openPractice(
  ctx: Ctx,
  store: Store,
  { id }: { id: string },
): Promise<{ schedule: ScheduleRow; entry: QueueEntryRow | null }> {
  const schedule = await reachableSchedule(ctx, store, id)
  if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
  return { schedule, entry: await newestEntry(store, id, person(ctx).userId) }
}
