import { useSyncExternalStore } from 'react'
import { observable } from '../../server/observable.ts'

/** A notice from the doctor to a waiting patient that is not stored. */
export interface VisitNotice {
  readonly scheduleId: string
  readonly kind: 'reset' | 'reminded'
}

const notice = observable<VisitNotice | null>(null)

/** Shows the patient this notice until it no longer applies. */
export const showNotice = notice.set

/** The current notice, on any page; null if there is none. */
export const useNotice = (): VisitNotice | null => useSyncExternalStore(notice.subscribe, notice.get)
