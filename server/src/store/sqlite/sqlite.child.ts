import { writeSync } from 'node:fs'
import { openSqlite } from './sqlite.ts'
import { samples } from '../contract/samples.ts'
import { update } from '../store.ts'

/** A process of a test: opens the file it is told, counts up in it for ever, and says each number once it is committed. */
const store = await openSqlite({ file: process.argv[2]! })
let { after } = samples.counter(1)
await store.commit([samples.counter(1)])
for (;;) {
  const change = update('queue_counters', after, { rev: after.rev + 1 })
  if (!(await store.commit([change, samples.audit(change.after.rev)]))) throw new Error('somebody else writes here')
  after = change.after
  writeSync(1, `${after.rev}\n`)
}
