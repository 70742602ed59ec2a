import { useSyncExternalStore } from 'react'
import { observable } from './observable.ts'

/** What last happened to a patient's place that the page has to say in words. */
export interface VisitNotice {
  readonly scheduleId: string
  readonly kind: 'expired' | 'declined' | 'cancelled' | 'reset' | 'let-in' | 'reminded'
}

const notice = observable<VisitNotice | null>(null)

/** Says this on the patient's page until something else happens. */
export const sayNotice = notice.set

/** The notice for this schedule; null: none. */
export function useVisitNotice(scheduleId: string): VisitNotice['kind'] | null {
  const current = useSyncExternalStore(notice.subscribe, notice.get)
  return current?.scheduleId === scheduleId ? current.kind : null
}
