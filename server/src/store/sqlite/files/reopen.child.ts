import { writeSync } from 'node:fs'
import { openSqlite } from '../sqlite.ts'
import { samples } from '../../contract/samples.ts'
import { update } from '../../store.ts'

/** A test's child process: repeatedly opens a file, increments its counter and closes it, printing each number once committed. */
const { id, counter } = samples
for (;;) {
  await using store = await openSqlite({ file: process.argv[2]! })
  const row = await store.get('queue_counters', id(1))
  const change = row === null ? counter(1) : update('queue_counters', row, { rev: row.rev + 1 })
  if (!(await store.commit([change]))) throw new Error('another process writes to this file')
  writeSync(1, `${change.after.rev}\n`)
}
