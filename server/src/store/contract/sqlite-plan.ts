import type { DatabaseSync } from 'node:sqlite'

/**
 * The steps of a statement's plan whose cost grows with the table: a full scan, or sorting more rows than a page returns
 * (a list of values sorts only its matches). The first page of a whole table in an index's order is neither.
 */
function scansOf(sql: string, db: DatabaseSync): string[] {
  // An empty list matches nothing, so no row is read.
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

/** For `onPrepare`: fails statements that scan or sort a whole table. */
export function refuseScans(sql: string, db: DatabaseSync): void {
  const scans = scansOf(sql, db)
  if (scans.length > 0) throw new Error(`no index serves “${sql}”: ${scans.join('; ')}`)
}
