import { writeSync } from 'node:fs'
import { openSqlite } from './sqlite.ts'
import { samples } from '../contract/samples.ts'
import { update } from '../store.ts'

/** A test's child process: opens a file and keeps incrementing its counter, printing each number once committed. */
const store = await openSqlite({ file: process.argv[2]! })
let { after } = samples.counter(1)
await store.commit([samples.counter(1)])
for (;;) {
  const change = update('queue_counters', after, { rev: after.rev + 1 })
  if (!(await store.commit([change, samples.audit(change.after.rev)]))) throw new Error('another process writes to this file')
  after = change.after
  writeSync(1, `${after.rev}\n`)
}
