import assert from 'node:assert/strict'
import type { EphemeralRows } from './ephemeral-rows.ts'
import type { Action, Contents, Row, Table, Transient } from './row-types.ts'

interface Step<T extends Table> {
  readonly table: T
  readonly after: Row<T>
  /** The row of the state machine, which determines the audit row and the event. */
  readonly action?: Action<T> | undefined
  /** What the audit row of this step says besides the states: codes, never a name. */
  readonly note?: Row<'audit_logs'>['metadata']
}
/** A new row; a copied one keeps its version. */
export interface Insert<T extends Table> extends Step<T> {
  readonly kind: 'insert'
}
export interface Update<T extends Table> extends Step<T> {
  readonly kind: 'update'
  readonly before: Row<T>
}
/** The commit holds only if this row is still as it was read. */
export interface Guard<T extends Table> {
  readonly kind: 'guard'
  readonly table: T
  readonly row: Row<T>
}
export type ChangeOf<T extends Table> = Insert<T> | Update<T> | Guard<T>
/** One row's step, or that it must be unchanged. */
export type Change = { [T in Table]: ChangeOf<T> }[Table]
/** The changes that write. */
export type WriteOf<T extends Table> = Insert<T> | Update<T>
export type Write = Exclude<Change, { kind: 'guard' }>

type Scalar = string | number | boolean | null

/** A field equals a value, is one of several, or lies in a range; every combination used has an index. */
export type Where<R> = {
  readonly [K in keyof R]?:
    R[K] | { readonly in: readonly R[K][] } | { readonly lt?: R[K] & Scalar; readonly gte?: R[K] & Scalar; readonly gt?: R[K] & Scalar }
}

/**
 * Rows in the order of `by`, then of `id`; `after` is the last row seen and is excluded. Without a page, rows come in
 * no order. A nullable field orders a page only if `where` excludes null.
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
  /** All or nothing. False if a `before` is no longer what is stored, or a unique key is taken. Throws `StoreAway`. */
  commit(changes: readonly Change[]): Promise<boolean>
  /** What may be lost with the process: signals, presence, beats. In memory on SQLite; on MongoDB `w: 1`, and a TTL index. */
  readonly ephemeral: EphemeralRows
  /** Removes rows of a table without audit, `limit` at a time; returns how many. */
  prune<T extends Transient>(table: T, where: Where<Row<T>>, limit: number): Promise<number>
  /** Resolves while the store answers. Throws `StoreAway`. */
  ping(): Promise<void>
  /** Copies everything stored at one moment into a new file, without stopping other work. Only if the store is a file. Throws `StoreRefused`. */
  backup?(file: string): Promise<void>
}

/** Failures that waiting does not repair: the database’s files are gone, replaced or damaged. */
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

/** Reasons of SQLite, of MongoDB, or of both. */
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

/** A new row. */
export const insert = <T extends Table>(table: T, row: Contents[T], action?: Action<T>): Insert<T> => ({
  kind: 'insert',
  table,
  after: { ...row, version: 1 },
  action,
})

/** A row with some fields changed. */
export const update = <T extends Table>(table: T, before: Row<T>, patch: Partial<Contents[T]>, action?: Action<T>): Update<T> => ({
  kind: 'update',
  table,
  before,
  after: { ...before, ...patch, version: before.version + 1 },
  action,
})

/** Changes lead to the next version of the same row; otherwise the adapters could not compare it. */
export function assertCounted({ table, before, after }: Update<Table>): void {
  assert(before.id === after.id && after.version === before.version + 1, `a row of ${table} counts its changes`)
}

/** The commit holds only if this row is still as it was read. */
export const guard = <T extends Table>(table: T, row: Row<T>): Guard<T> => ({ kind: 'guard', table, row })

/** Adds a note to the audit row of this step. */
export const noted = (changes: readonly Change[], action: NonNullable<Write['action']>, note: NonNullable<Write['note']>): Change[] =>
  changes.map((change) => (change.kind !== 'guard' && change.action === action ? { ...change, note } : change))
