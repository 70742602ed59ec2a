import type { Action, Row, Table, Transient } from './row-types.ts'

/**
 * One row's step from `before` to `after`: null inserts, a copy's rows with their versions; `before === after` only guards that the row is unchanged.
 * `action` names the machine's row, and so the audit row and the event.
 */
export type Change = {
  [T in Table]: {
    readonly table: T
    readonly before: Row<T> | null
    readonly after: Row<T>
    readonly action?: Action<T>
    /** What the audit row of this step says beside the states: codes, never a name. */
    readonly note?: Row<'audit_logs'>['metadata']
  }
}[Table]

export type ChangeOf<T extends Table> = Extract<Change, { table: T }>

type Scalar = string | number | boolean | null

/** A field equals a value, is one of several, or lies in a range; every combination used has an index. */
export type Where<R> = {
  readonly [K in keyof R]?:
    R[K] | { readonly in: readonly R[K][] } | { readonly lt?: R[K] & Scalar; readonly gte?: R[K] & Scalar; readonly gt?: R[K] & Scalar }
}

/**
 * Rows in the order of `by` and then of `id`; `after` is the last row seen, left out itself. Without a page, rows come in
 * no order. A field that may be null orders only where `where` leaves null out.
 */
export interface Page<R> {
  readonly by: keyof R & string
  readonly order: 'asc' | 'desc'
  readonly limit?: number
  readonly after?: R
}

export interface Store extends AsyncDisposable {
  get<T extends Table>(table: T, id: string): Promise<Row<T> | null>
  find<T extends Table>(table: T, where: Where<Row<T>>, page?: Page<Row<T>>): Promise<Row<T>[]>
  count<T extends Table>(table: T, where: Where<Row<T>>): Promise<number>
  /** All or nothing. False: some `before` is no longer what is stored, or a unique key is taken. Throws `StoreAway`. */
  commit(changes: readonly Change[]): Promise<boolean>
  /** Removes rows of a table without audit, `limit` at a time; answers how many. */
  prune<T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number>
  /** Resolves while the store answers. Throws `StoreAway`. */
  ping(): Promise<void>
  /** Copies all that is stored, as of one moment, into a new file, while everybody goes on. Only where the store is a file. Throws `StoreRefused`. */
  backup?(file: string): Promise<void>
}

/** What no waiting mends: the database’s files are gone or replaced, or damaged inside. */
export type Trouble = 'missing' | 'damaged'

/** The store does not answer now (disk full, no primary): nothing is known to have changed. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway'
  readonly trouble: Trouble | null

  constructor(message: string, { trouble, ...options }: ErrorOptions & { readonly trouble?: Trouble } = {}) {
    super(message, options)
    this.trouble = trouble ?? null
  }
}

/** Of SQLite, of MongoDB, or of both. */
export type RefusedReason =
  | 'HELD'
  | 'NEWER'
  | 'UNWRITABLE'
  | 'NOT_A_STORE'
  | 'MIXED'
  | 'DAMAGED'
  | 'LOST'
  | 'STANDALONE'
  | 'TOO_OLD'
  | 'ADDRESS'
  | 'UNWELCOME'
  | 'ABSENT'
  | 'NOT_EMPTY'
  | 'UNFINISHED'

/** The store cannot be opened; `message` is one line that says what to do about it. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
  readonly reason: RefusedReason

  constructor(reason: RefusedReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

type Insert<T extends Table> = Omit<Row<T>, 'version'>

/** A new row. */
export function insert<T extends Table>(table: T, row: Insert<T>, action?: Action<T>): ChangeOf<T> {
  return { table, before: null, after: { ...row, version: 1 }, ...(action && { action }) } as unknown as ChangeOf<T>
}

/** A row with some fields changed. */
export function update<T extends Table>(table: T, before: Row<T>, patch: Partial<Insert<T>>, action?: Action<T>): ChangeOf<T> {
  return { table, before, after: { ...before, ...patch, version: before.version + 1 }, ...(action && { action }) } as unknown as ChangeOf<T>
}

/** The changes, with a note in the audit row of this step. */
export const noted = (changes: readonly Change[], action: NonNullable<Change['action']>, note: NonNullable<Change['note']>): Change[] =>
  changes.map((change) => (change.action === action ? { ...change, note } : change))

/** The commit holds only if this row is still as it was read. */
export function guard<T extends Table>(table: T, row: Row<T>): ChangeOf<T> {
  return { table, before: row, after: row } as unknown as ChangeOf<T>
}
