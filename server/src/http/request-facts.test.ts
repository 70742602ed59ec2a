import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { readConfig } from '../process/config.ts'
import { makeClientOrigin } from './client-origin.ts'
import { makeRequestFacts } from './request-facts.ts'

const facts = makeRequestFacts(makeClientOrigin(readConfig({})), () => true)
const asking = (headers: Record<string, string>) => facts({ headers, socket: {} } as unknown as IncomingMessage)

test('language: the first that is asked for of those that the clinic offers, else the clinic’s first', () => {
  assert.equal(asking({ 'accept-language': 'en, fr;q=0.8, de;q=0.5' }).language(['de', 'fr']), 'fr')
  assert.equal(asking({ 'accept-language': 'en' }).language(['de', 'fr']), 'de')
  assert.equal(asking({}).language(['de', 'fr']), 'de')
})
