import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Returns the statement cached under a key; `sql` is called once. Rows are returned as arrays. */
export type Prepare = (key: string, sql: () => string) => StatementSync

/** Prepares each statement once; `onPrepare` is called then. */
export function makeStatements(
  db: DatabaseSync,
  onPrepare?: (sql: string, db: DatabaseSync) => void,
): { prepare: Prepare; forget: () => void } {
  const statements = new Map<string, StatementSync>()

  function prepare(key: string, sql: () => string): StatementSync {
    const known = statements.get(key)
    if (known !== undefined) return known
    const text = sql()
    onPrepare?.(text, db)
    const statement = db.prepare(text)
    statement.setReturnArrays(true)
    statements.set(key, statement)
    return statement
  }

  return { prepare, forget: () => statements.clear() }
}
