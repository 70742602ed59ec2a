import { entryMachine, isLive, step, type EntryAction, type EntryStatus } from '@medconsult/contract'
import { newestEntry, overdueOf, placeOf } from '../core/access.ts'
import { afterOf, effectiveEntry, moveEntry, noteInEntry } from '../core/consultation.ts'
import { guard } from '../store/store.ts'
import { person, Refusal, transact, type UseCase } from '../core/use-case.ts'
import { makeMoveCount } from './count-move.ts'

/**
 * Ready or not: as `isReady` says, else the other of the two. The value it has already: nothing happens, but a `media`
 * that is news is noted. A change is refused while invited (INVITED), in a call (IN_CALL) and once the place has ended
 * (QUEUE_ENDED), and MOVED_TOO_OFTEN; without `media` it claims nothing about the devices.
 */
export const toggleReady: UseCase<'toggleReady'> = async (ctx, { params, body }) => {
  const patientId = person(ctx).userId
  const countMove = makeMoveCount(ctx, params.id)
  return ctx.exclusive(params.id, () =>
    transact(ctx, async (store) => {
      const schedule = await store.get('schedules', params.id)
      const entry = await newestEntry(store, params.id, patientId)
      if (schedule === null || entry === null) throw new Refusal('NOT_FOUND')
      const first = await overdueOf(ctx, store, entry)
      if (first !== null) return first

      const { status } = effectiveEntry(entry, schedule.status)
      if (!isLive(status)) throw new Refusal('QUEUE_ENDED')
      const action = (body.isReady ?? !entry.isReady) ? 'ready' : 'notReady'
      const result = step<EntryStatus, EntryAction>(entryMachine, status, action, 'PATIENT')
      if (!result.ok) throw new Refusal('IN_CALL')
      const { media = null } = body
      if (!result.changed && (media === null || media === entry.media)) return { changes: [], reply: entry }
      if (result.changed && entry.callSessionId !== null) throw new Refusal('INVITED')
      countMove(result.changed ? 'place' : 'media')
      const place = await placeOf(store, entry)
      const changes = result.changed ? moveEntry(place, action, 'PATIENT', { media }) : noteInEntry(place, { media })
      return { changes: [guard('schedules', schedule), ...changes], reply: afterOf(changes, 'queue_entries', entry) }
    }),
  )
}
