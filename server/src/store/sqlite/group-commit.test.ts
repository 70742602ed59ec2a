import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import * as fc from 'fast-check'
import { openSqlite } from './sqlite.ts'
import { samples } from '../contract/samples.ts'
import { guard, update, type Change } from '../store.ts'

async function fileFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'medconsult-turns-'))
  t.after(() => rm(folder, { recursive: true }))
  return join(folder, 'turns.db')
}

const sizeOfLog = async (file: string): Promise<number> => (await stat(`${file}-wal`)).size

test('commits of one turn of the event loop share a durable write', async (t) => {
  const file = await fileFor(t)
  await using store = await openSqlite({ file })
  const begin = await sizeOfLog(file)
  await store.commit([samples.reminder(1)])
  const alone = (await sizeOfLog(file)) - begin
  const done = await Promise.all(Array.from({ length: 20 }, (_, n) => store.commit([samples.reminder(n + 2)])))
  assert.ok(done.every(Boolean))
  assert.ok((await sizeOfLog(file)) - begin - alone < 5 * alone)
})

test('commits that share a turn with a refused one are written', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const [one, two, three] = [samples.entry(1), samples.entry(2), samples.entry(3)]
  await store.commit([one])
  const stale = update('queue_entries', { ...one.after, version: 7 }, { rev: 9 })
  const answers = await Promise.all([store.commit([two]), store.commit([three, stale]), store.commit([one]), store.commit([three])])
  assert.deepEqual(answers, [true, false, false, true])
  for (const { after } of [one, two, three]) assert.equal((await store.get('queue_entries', after.id))?.rev, after.rev)
})

test('a commit that causes an error fails alone', async () => {
  await using store = await openSqlite({ file: ':memory:' })
  const one = samples.reminder(1)
  const nonsense = { ...samples.reminder(2), after: { ...samples.reminder(2).after, at: undefined } } as unknown as Change
  const [first, second] = await Promise.allSettled([store.commit([one]), store.commit([nonsense])])
  assert.deepEqual([first.status, second.status], ['fulfilled', 'rejected'])
  assert.equal((await store.get('reminders', one.after.id))?.version, one.after.version)
})

test('a commit in the turn in which the store is disposed of is written', async (t) => {
  const file = await fileFor(t)
  const one = samples.reminder(1)
  const store = await openSqlite({ file })
  const done = store.commit([one])
  await store[Symbol.asyncDispose]()
  assert.equal(await done, true)
  await using again = await openSqlite({ file })
  assert.deepEqual(await again.get('reminders', one.after.id), one.after)
})

test('commits of one turn have the same result as one after the other', async () => {
  const rows = [1, 2, 3].map((n) => samples.entry(n))
  // Each names the rows that it moves or guards, as read before the turn: of two that conflict, the first wins.
  const commit = fc.array(fc.record({ row: fc.nat(2), isGuard: fc.boolean() }), { minLength: 1, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(commit, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), async (turns) => {
      await using together = await openSqlite({ file: ':memory:' })
      await using apart = await openSqlite({ file: ':memory:' })
      for (const store of [together, apart]) await store.commit(rows)
      const read = async (store: typeof together) => store.find('queue_entries', {}, { by: 'id', order: 'asc' })
      for (const turn of turns) {
        const before = await read(together)
        assert.deepEqual(before, await read(apart))
        const commits = turn.map((parts) =>
          parts.map(({ row, isGuard }, n) => {
            const it = before[row]!
            return isGuard ? guard('queue_entries', it) : update('queue_entries', it, { rev: it.rev + n + 1 })
          }),
        )
        const answers = await Promise.all(commits.map((changes) => together.commit(changes)))
        const expected: boolean[] = []
        for (const changes of commits) expected.push(await apart.commit(changes))
        assert.deepEqual(answers, expected)
      }
      assert.deepEqual(await read(together), await read(apart))
    }),
  )
})
