import { SIGNAL_KEPT_SECONDS, type Side, type SignalMessage } from '@medconsult/contract'

/** `id` is `<call>:<n>`. */
export interface SignalRow {
  readonly id: string
  /** The inbox it is for (`signalInbox`). */
  readonly inbox: string
  readonly callSessionId: string
  readonly n: number
  readonly from: Side
  readonly peerId: string
  readonly message: SignalMessage
  /** The size of the message as JSON. */
  readonly bytes: number
  /** The person whose sockets do not receive it. */
  readonly senderId: string
}

/** `subject` is `user:<id>` or `call:<id>:<side>`; each process has a row of its own. A SOCKET row counts while its process beats, the others by age. */
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
  /** Whether events travel between it and others; absent from earlier versions. */
  readonly delivers?: boolean
  /** How often it has ceased to; missing in one of an earlier version. */
  readonly losses?: number
}

interface EphemeralTables {
  signals: SignalRow
  presences: PresenceRow
  processes: ProcessRow
}
export type EphemeralTable = keyof EphemeralTables
export type EphemeralRow<T extends EphemeralTable> = EphemeralTables[T]

export interface EphemeralSpec<R> {
  /** The field by which rows are found. */
  readonly by: keyof R & string
  /** The number that orders rows with the same `by`; null if they have no order. */
  readonly order: (keyof R & string) | null
  /** How long after it was put a row expires. */
  readonly keptSeconds: number
  /** The capacity in the memory of one process, beyond which the oldest rows are dropped; a row takes up `sizeOf`, or 1. */
  readonly most: number
  /** The same for rows with one value of `by`, so that one call’s signals never displace another’s. */
  readonly mostOfGroup?: number
  readonly sizeOf?: (row: R) => number
}

const MIB = 1024 * 1024

/** Longer than any period of presence, and than the difference between the clocks of two machines. */
const PRESENCE_KEPT_SECONDS = 7200

/** What both adapters need to know about each table. */
export const ephemeralTables: { readonly [T in EphemeralTable]: EphemeralSpec<EphemeralRow<T>> } = {
  signals: {
    by: 'inbox',
    order: 'n',
    keptSeconds: SIGNAL_KEPT_SECONDS,
    most: 64 * MIB,
    mostOfGroup: 4 * MIB,
    sizeOf: ({ bytes }) => bytes + 512,
  },
  presences: { by: 'subject', order: null, keptSeconds: PRESENCE_KEPT_SECONDS, most: 200_000 },
  processes: { by: 'id', order: null, keptSeconds: PRESENCE_KEPT_SECONDS, most: 1000 },
}

/** Numbers that only rise, one counter per call; `keptSeconds` is longer than any call. */
export const ephemeralCounters = { signal_counters: { keptSeconds: 86_400, most: 100_000 } } as const
export type EphemeralCounter = keyof typeof ephemeralCounters

/** Rows with a number above `after`, lowest first, at most `limit`. */
export interface NumberedPage {
  readonly after: number
  readonly limit: number
}

/**
 * Rows that may be lost with the process: without version, transaction, audit or fsync. A row expires by the reader’s
 * clock. Each method throws `StoreAway`.
 */
export interface EphemeralRows {
  /** Stores rows as of `now`, each replacing the one with its id. */
  put<T extends EphemeralTable>(table: T, rows: readonly EphemeralRow<T>[], now: Date): Promise<void>
  /** The rows whose `by` is one of these values, or every row (null). A page has one value. */
  find<T extends EphemeralTable>(table: T, values: readonly string[] | null, now: Date, page?: NumberedPage): Promise<EphemeralRow<T>[]>
  /** Removes the rows whose `by` is one of these values, or counters with these ids. */
  remove(table: EphemeralTable | EphemeralCounter, values: readonly string[]): Promise<void>
  /** A counter's next number: above every earlier one and at least the milliseconds of `now`, so that it also rises after restarts. */
  nextNumber(counter: EphemeralCounter, id: string, now: Date): Promise<number>
}
