import { ask, startChild } from './child.ts'
import { each, openPractice, PASSWORD, register } from './clinic.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startProduct } from './product.ts'
import type { Reading, ReadingDone } from './reader.ts'
import { compare, inRounds, quantile } from './statistics.ts'

const ROUNDS = 6
/** Sign-ins in progress at any time. */
const PEOPLE = 8
const EVERY_MS = 5
const READS_A_ROUND = 500

/** Signs everybody in again and again, each on their own connection; `stop` returns the sign-ins per second. */
function signIn(origin: string, emails: readonly string[]): { stop: () => Promise<number> } {
  const state = { going: true, done: 0 }
  const begin = performance.now()
  const all = emails.map(async (email) => {
    using connection = await Connection.open(origin)
    const bytes = requestBytes('POST', new URL(origin).host, '/auth/login', [], { email, password: PASSWORD })
    while (state.going) {
      await connection.done(bytes)
      state.done++
    }
  })
  return {
    async stop() {
      state.going = false
      await Promise.all(all)
      return (state.done * 1000) / (performance.now() - begin)
    },
  }
}

/** p99 of a doctor's reads of a queue of ten while people sign in, with production-strength bcrypt, against nobody signing in. */
export async function logins(): Promise<Finding[]> {
  await using product = await startProduct({ BCRYPT_ROUNDS: '' })
  const { doctor, scheduleId } = await openPractice(product, 10)
  const people = await each(PEOPLE, (n) => register(product, 'PATIENT', `Patient Number ${n + 1}`))
  const emails = people.map(({ user }) => user.email!)
  await using reader = await startChild(new URL('reader.ts', import.meta.url))
  const reading: Reading = {
    origin: product.url,
    path: `/doctor/schedules/${scheduleId}/queue`,
    headers: [`authorization: Bearer ${doctor.token}`],
    everyMs: EVERY_MS,
    count: READS_A_ROUND,
  }
  const rates: number[] = []
  const alone = async (): Promise<number> => quantile((await ask<ReadingDone>(reader, reading)).times, 0.99)
  const amongSignIns = async (): Promise<number> => {
    const signingIn = signIn(product.url, emails)
    const p99 = await alone()
    rates.push(await signingIn.stop())
    return p99
  }
  await inRounds(1, alone, amongSignIns)
  rates.length = 0
  const p99 = compare(await inRounds(ROUNDS, alone, amongSignIns))
  const shown = { product: `${p99.product.toFixed(2)} ms`, floor: `${p99.floor.toFixed(2)} ms` }
  return [
    { what: `others’ p99 in ms at ${quantile(rates, 0.5).toFixed(0)} sign-ins/s`, ...shown, value: p99.product, aim: { atMost: 10 } },
    { what: 'others’ p99, ratio to no sign-ins', ...shown, value: p99.ratio, aim: null },
  ]
}
