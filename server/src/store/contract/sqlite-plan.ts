import type { DatabaseSync } from 'node:sqlite'

/**
 * The steps of a statement's plan that grow with their table: reading it from end to end, or sorting what a page takes
 * its few rows from (a list of values sorts what it finds). The first page of a whole table, in an index's order, is neither.
 */
function scansOf(sql: string, db: DatabaseSync): string[] {
  // An empty list matches nothing: its condition is false before a row is read.
  if (!/^(SELECT|UPDATE|DELETE)/.test(sql) || sql.includes(' IN ()')) return []
  const steps = db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail))
  const page = sql.includes(' LIMIT ')
  const sorts = page && !sql.includes(' IN (') ? steps.filter((step) => step.includes('TEMP B-TREE')) : []
  const whole = page && sorts.length === 0 && sql.includes(' WHERE 1')
  return [...(whole ? [] : steps.filter((step) => step.startsWith('SCAN'))), ...sorts]
}

/** For `onPrepare`: a statement that reads or sorts a whole table fails where it is used. */
export function refuseScans(sql: string, db: DatabaseSync): void {
  const scans = scansOf(sql, db)
  if (scans.length > 0) throw new Error(`no index serves “${sql}”: ${scans.join('; ')}`)
}
