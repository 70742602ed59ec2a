import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { routes } from '@medconsult/contract'
import { makeCountedLimits } from '../limits/counted-limits.ts'
import { makeLocalCounts } from '../limits/counts.ts'
import { STRANGERS } from '../limits/rates.ts'
import { readConfig } from '../process/config.ts'
import { refused } from '../test/harness.ts'
import { makeAccessGuard } from './access-guard.ts'
import { makeClientOrigin } from './client-origin.ts'

const asked = (remoteAddress: string): IncomingMessage => ({ headers: {}, socket: { remoteAddress } }) as IncomingMessage

test('looking at links and coming in by them count as a stranger’s reads together; signing in does not', async () => {
  // A clock that stands still: nothing is given back.
  const limits = makeCountedLimits(
    makeLocalCounts(() => 0),
    () => new Date(0),
    () => 0,
  )
  const guard = makeAccessGuard({ clientOrigin: makeClientOrigin(readConfig({})), authenticate: async () => null, limits })
  const doors = [routes.lookAtPractice, routes.lookAtLink, routes.enterAsGuest]
  for (let n = 0; n < STRANGERS.reads.burst; n++) await guard.admit(doors[n % 3]!, asked('192.0.2.1'), null)
  for (const route of doors) {
    await refused(guard.admit(route, asked('192.0.2.1'), null), 'RATE_LIMITED')
    await guard.admit(route, asked('192.0.2.2'), null)
  }
  for (const route of [routes.login, routes.register]) await guard.admit(route, asked('192.0.2.1'), null)
})
