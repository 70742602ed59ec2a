import assert from 'node:assert/strict'
import { isInQueue, isLive, isOpen, openStatuses } from '@medconsult/contract'
import type { Harness } from '../harness.ts'

/** Fails if a schedule, its queue, its counters and its calls are inconsistent (behaviour.md, invariants). */
export async function assertAgreement(h: Harness, scheduleId: string): Promise<void> {
  const schedule = await h.store.get('schedules', scheduleId)
  const counter = await h.store.get('queue_counters', scheduleId)
  assert(schedule && counter)
  const entries = await h.store.find('queue_entries', { scheduleId })
  const calls = await h.store.find('call_sessions', { scheduleId, status: { in: openStatuses } })
  assert.equal(counter.inQueue, entries.filter((entry) => isInQueue(entry.status)).length, 'inQueue is a count')
  assert.equal(counter.lastNumber, Math.max(0, ...entries.map((entry) => entry.queueNumber)), 'the last number is the highest')
  assert(
    entries.every((entry) => entry.rev <= counter.rev),
    'no entry is ahead of its queue',
  )
  assert.equal(new Set(entries.map((entry) => entry.rev)).size, entries.length, 'each change has its own rev')
  for (const entry of entries) {
    const call = calls.find((it) => it.queueEntryId === entry.id)
    assert.equal(entry.callSessionId, call?.id ?? null, 'entry and call name each other')
    assert.equal(entry.isReady, entry.status === 'READY' || entry.status === 'IN_CALL')
    if (call?.status === 'INVITED') assert.equal(entry.status, 'READY')
    else assert.equal(entry.status === 'IN_CALL', call !== undefined)
  }
  if (schedule.status !== 'COMPLETED') return
  assert(!calls.some((call) => isOpen(call.status)), 'an ended practice has no open call')
  if (schedule.settled) assert(!entries.some((entry) => isLive(entry.status)), 'a settled practice has no live entry')
}
