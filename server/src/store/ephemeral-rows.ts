import { SIGNAL_KEPT_SECONDS, type Side, type SignalMessage } from '@medconsult/contract'

/** `id` is `<call>:<n>`. */
export interface SignalRow {
  readonly id: string
  /** Whom it is for (`signalInbox`). */
  readonly inbox: string
  readonly callSessionId: string
  readonly n: number
  readonly from: Side
  readonly peerId: string
  readonly message: SignalMessage
  /** Of the message as JSON. */
  readonly bytes: number
  /** Whose sockets do not receive it back. */
  readonly senderId: string
}

/** `subject` is `user:<id>` or `call:<id>:<side>`; a row is what one process knows of it. A SOCKET row counts while its process beats; the others by their age. */
export interface PresenceRow {
  readonly id: string
  readonly subject: string
  readonly kind: 'SOCKET' | 'REQUEST' | 'GONE'
  readonly processId: string
  readonly at: string
}

export interface ProcessRow {
  readonly id: string
  readonly beatAt: string
  readonly startedAt: string
  /** Whether events travel between it and others; an earlier version does not say. */
  readonly delivers?: boolean
}

interface EphemeralTables {
  signals: SignalRow
  presences: PresenceRow
  processes: ProcessRow
}
export type EphemeralTable = keyof EphemeralTables
export type EphemeralRow<T extends EphemeralTable> = EphemeralTables[T]

export interface EphemeralSpec<R> {
  /** The field that rows are found by. */
  readonly by: keyof R & string
  /** The number that orders the rows of a value of `by`; null: they have no order. */
  readonly order: (keyof R & string) | null
  /** A row ends so long after it was put. */
  readonly keptSeconds: number
  /** In the memory of one process the oldest make room beyond so much; a row takes up `sizeOf` it, 1 unless said. */
  readonly most: number
  readonly sizeOf?: (row: R) => number
}

/** Longer than any clock of presence looks back, and than the clocks of two machines may differ. */
const PRESENCE_KEPT_SECONDS = 7200

/** What both adapters need to know of each table. */
export const ephemeralTables: { readonly [T in EphemeralTable]: EphemeralSpec<EphemeralRow<T>> } = {
  signals: { by: 'inbox', order: 'n', keptSeconds: SIGNAL_KEPT_SECONDS, most: 64 * 1024 * 1024, sizeOf: ({ bytes }) => bytes + 512 },
  presences: { by: 'subject', order: null, keptSeconds: PRESENCE_KEPT_SECONDS, most: 200_000 },
  processes: { by: 'id', order: null, keptSeconds: PRESENCE_KEPT_SECONDS, most: 1000 },
}

/** Numbers that only rise, one for each call; `keptSeconds` is longer than any. */
export const ephemeralCounters = { signal_counters: { keptSeconds: 86_400, most: 100_000 } } as const
export type EphemeralCounter = keyof typeof ephemeralCounters

/** Rows of the order's number above `after`, the lowest first, so many at most. */
export interface NumberedPage {
  readonly after: number
  readonly limit: number
}

/**
 * What may be lost with the process: without version, transaction, audit or fsync. A row ends by itself, by the clock
 * of whoever reads. Each method throws `StoreAway`.
 */
export interface EphemeralRows {
  /** Keeps rows from `now` on, each in place of the one of its id. */
  put<T extends EphemeralTable>(table: T, rows: readonly EphemeralRow<T>[], now: Date): Promise<void>
  /** The rows whose `by` is one of these values, or every row (null). A page is of one value. */
  find<T extends EphemeralTable>(table: T, values: readonly string[] | null, now: Date, page?: NumberedPage): Promise<EphemeralRow<T>[]>
  /** Ends the rows whose `by` is one of these values, or counters of these ids. */
  remove(table: EphemeralTable | EphemeralCounter, values: readonly string[]): Promise<void>
  /** A counter's next number: above every one before, and not below the milliseconds of `now`, so that it only rises over restarts too. */
  nextNumber(counter: EphemeralCounter, id: string, now: Date): Promise<number>
}
