import type { Row, Table, StoredRow } from '../row-types.ts'

/** The capacity, in rows over all lists; a list counts as one more. */
const HELD = 100_000

/** A cached list’s query, which is its key: equal queries have the same result. */
export interface Asked {
  /** The fields compared with one value. */
  readonly fields: readonly string[]
  /** Their values, as `scopeOf` formats them: rows of another scope are never in the list. */
  readonly scope: string
  /** Every field that determines the rows and their order, besides the id. */
  readonly decisive: readonly string[]
}

interface List {
  readonly key: string
  readonly decisive: readonly string[]
  readonly rows: StoredRow[]
}

interface Lists {
  /** By their names, every set of `fields` that this table has been queried by: as many as there are queries in the code. */
  readonly fields: Map<string, readonly string[]>
  readonly scopes: Map<string, Set<List>>
}

/**
 * Lists as last read: pages that poll repeat the same query, and mostly nothing has changed. Only for a store
 * that nobody else writes to. Each change passes the row as it was and as it is: a list in which it keeps its place
 * gets the new row; every other list that either may belong to is dropped, so that no cached list differs from what is stored.
 */
export function makeQueryCache(held = HELD) {
  const tables = new Map<Table, Lists>()
  const byKey = new Map<string, List>()
  let size = 0

  function listsOf(table: Table): Lists {
    let lists = tables.get(table)
    if (lists === undefined) tables.set(table, (lists = { fields: new Map(), scopes: new Map() }))
    return lists
  }

  function drop(list: List): void {
    size -= list.rows.length + 1
    byKey.delete(list.key)
  }

  function forget({ scopes }: Lists, scope: string): void {
    for (const list of scopes.get(scope) ?? []) drop(list)
    scopes.delete(scope)
  }

  /** Puts the new row into the lists in which it keeps its place; drops the others, also from `lists`. */
  function replace(lists: Set<List>, before: StoredRow, after: StoredRow): void {
    for (const list of lists) {
      if (!sameIn(list.decisive, before, after)) {
        drop(list)
        lists.delete(list)
        continue
      }
      const place = list.rows.findIndex(({ id }) => id === after.id)
      if (place !== -1) list.rows[place] = after
    }
  }

  return {
    /** Undefined: not known. */
    get<T extends Table>(key: string): Row<T>[] | undefined {
      const list = byKey.get(key)
      return list && (list.rows.slice() as Row<T>[])
    },
    keep(table: Table, key: string, { fields, scope, decisive }: Asked, rows: readonly StoredRow[]): void {
      if (size > held) {
        for (const { scopes } of tables.values()) scopes.clear()
        byKey.clear()
        size = 0
      }
      const lists = listsOf(table)
      lists.fields.set(fields.join(), fields)
      let ofScope = lists.scopes.get(scope)
      if (ofScope === undefined) lists.scopes.set(scope, (ofScope = new Set()))
      const known = byKey.get(key)
      if (known !== undefined) {
        drop(known)
        ofScope.delete(known)
      }
      const list = { key, decisive, rows: [...rows] }
      ofScope.add(list)
      byKey.set(key, list)
      size += rows.length + 1
    },
    /** A row as it was, null if it is new, and as it is. */
    changed<T extends Table>(table: T, before: Row<T> | null, after: Row<T>): void {
      const lists = tables.get(table)
      if (lists === undefined || lists.scopes.size === 0) return
      for (const fields of lists.fields.values()) {
        const scope = scopeOf(fields, after)
        if (before !== null && sameIn(fields, before, after)) {
          const ofScope = lists.scopes.get(scope)
          if (ofScope !== undefined) replace(ofScope, before, after)
        } else {
          if (before !== null) forget(lists, scopeOf(fields, before))
          forget(lists, scope)
        }
      }
    },
    forgetAll(table: Table): void {
      const lists = tables.get(table)
      for (const scope of lists?.scopes.keys() ?? []) forget(lists!, scope)
    },
  }
}

function sameIn(fields: readonly string[], one: object, other: object): boolean {
  for (const field of fields)
    if ((one as Readonly<Record<string, unknown>>)[field] !== (other as Readonly<Record<string, unknown>>)[field]) return false
  return true
}

/** Some fields of a row and their values as one string, for comparing. */
export function scopeOf(fields: readonly string[], row: object): string {
  let scope = ''
  for (const field of fields) scope += `${field}\0${String((row as Readonly<Record<string, unknown>>)[field])}\0`
  return scope
}
