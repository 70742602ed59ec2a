import { useSyncExternalStore } from 'react'
import { observable } from '../../server/observable.ts'

/** What the doctor has just said to somebody who waits, and no row keeps. */
export interface VisitNotice {
  readonly scheduleId: string
  readonly kind: 'reset' | 'reminded'
}

const notice = observable<VisitNotice | null>(null)

/** Says this to the patient until what it tells of is over. */
export const sayNotice = notice.set

/** The notice, on whatever page; null: none. */
export const useNotice = (): VisitNotice | null => useSyncExternalStore(notice.subscribe, notice.get)
