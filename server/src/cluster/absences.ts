import type { ServerPayload } from '@medconsult/contract'
import type { Store } from '../store/store.ts'

type StatusChange = ServerPayload<'schedule_status_changed'>

export interface Absences {
  /** This process has told of this practice itself. */
  told(scheduleId: string): void
  /** The open practices whose doctor has gone or is back since the last look; of one that is new here, nothing. */
  changed(): Promise<StatusChange[]>
  forget(): void
}

/** Which doctors have gone and which are back, as other processes have noted it: a step without audit, so no tail of rows tells it. */
export function makeAbsences(store: Store): Absences {
  let known = new Map<string, boolean>()
  return {
    told: (scheduleId) => void known.delete(scheduleId),
    async changed() {
      const open = await store.find('schedules', { status: 'ONLINE' })
      const isAway = new Map(open.map(({ id, doctorAwaySince }) => [id, doctorAwaySince !== null]))
      const changed = open.filter(({ id }) => known.has(id) && known.get(id) !== isAway.get(id))
      known = isAway
      return changed.map(({ id, status }) => ({ scheduleId: id, status }))
    },
    forget: () => known.clear(),
  }
}
