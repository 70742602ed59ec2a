import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Id } from '@medconsult/contract'
import { makeIds } from './ids.ts'

test('ids: valid, distinct and increasing, even 10,000 in a millisecond or when the clock goes back', () => {
  let time = Date.parse('2026-03-02T09:00:00.000Z')
  const { newId } = makeIds(() => new Date(time))
  const ids = Array.from({ length: 10_000 }, newId)
  time -= 3_600_000
  ids.push(newId())
  time += 7_200_000
  ids.push(newId())
  for (const id of ids) assert(Id.safeParse(id).success, id)
  assert.deepEqual(ids, ids.toSorted())
  assert.equal(new Set(ids).size, ids.length)
})

test('ids: begin with the time, as version 7 does', () => {
  const id = makeIds(() => new Date('2026-03-02T09:00:00.000Z')).newId()
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), Date.parse('2026-03-02T09:00:00.000Z'))
  assert.equal(id[14], '7')
})

test('ids: move ahead of ids from a process whose clock is ahead, not of one whose clock is behind', () => {
  const time = Date.parse('2026-03-02T09:00:00.000Z')
  const ahead = makeIds(() => new Date(time + 60_000))
  const here = makeIds(() => new Date(time))
  const made = [ahead.newId(), ahead.newId()]
  here.follow(made[1]!)
  made.push(here.newId())
  here.follow(makeIds(() => new Date(time - 60_000)).newId())
  made.push(here.newId())
  ahead.follow(made[3]!)
  made.push(ahead.newId())
  assert.deepEqual(made, made.toSorted())
  assert.equal(new Set(made).size, made.length)
})
