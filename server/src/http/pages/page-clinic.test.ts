import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePageClinic, type PageClinic } from './page-clinic.ts'

const named = (name: string): PageClinic => ({
  name,
  phone: null,
  emergencyNumber: '112',
  retention: { guestsDays: 30 },
  languages: ['en'],
})

test('makePageClinic: while the store is away, pages show the clinic as it was last read', async () => {
  let stored: Promise<PageClinic> = Promise.reject(new Error('away'))
  const read = makePageClinic(() => stored, named('Before'))
  assert.equal((await read()).name, 'Before')
  stored = Promise.resolve(named('Seeblick'))
  assert.equal((await read()).name, 'Seeblick')
  stored = Promise.reject(new Error('away'))
  assert.equal((await read()).name, 'Seeblick')
})
