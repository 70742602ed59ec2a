import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { openRedis, type Redis } from '../cluster/redis.ts'
import { refused } from '../test/harness.ts'
import { NO_REDIS, provideRedis, secretOf } from '../../../testing/redis-server.ts'
import { until } from '../../../testing/until.ts'
import { Refusal } from '../core/refusal.ts'
import { noLimits, tryRegister, trySignIn, type Limits } from './limits.ts'
import { makeLocalCounts } from './counts.ts'
import { makeCountedLimits } from './counted-limits.ts'
import { makeSharedCounts } from './shared-counts.ts'

/** Limits with a clock that only the test moves. */
interface House extends AsyncDisposable {
  readonly limits: Limits
  readonly pass: (ms: number) => Promise<void>
  /** Whether only `pass` moves its clock. */
  readonly isExact: boolean
}

const START = Date.parse('2026-03-02T09:00:00.000Z')
const shut = Promise.resolve()

function localHouse(): House {
  let time = START
  const clock = (): number => time
  const limits = makeCountedLimits(makeLocalCounts(clock), () => new Date(time), clock)
  return { limits, pass: async (ms) => void (time += ms), isExact: true, [Symbol.asyncDispose]: () => shut }
}

const server = await provideRedis()
if (server === null) console.log(NO_REDIS)
else after(() => server[Symbol.asyncDispose]())

const connected = (secret: string): Promise<Redis> => openRedis({ url: server!.url, secret, say: () => undefined })

async function sharedHouse(title: string): Promise<House> {
  let time = START
  const redis = await connected(secretOf(title))
  return {
    limits: makeCountedLimits(
      makeSharedCounts(redis),
      () => new Date(time),
      () => time,
    ),
    /** Redis has its own clock, so its keys are made to end that much sooner. */
    async pass(ms) {
      time += ms
      for (const key of await redis.commands.keys(`${redis.key('limit')}:*`)) {
        const left = (await redis.commands.pTTL(key)) - ms
        await (left > 0 ? redis.commands.pExpire(key, left) : redis.commands.del(key))
      }
    },
    isExact: false,
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  }
}

/** If the clock moves by itself, part of the wait may have passed. */
const assertWait = ({ isExact }: House, { retryAfterSeconds = 0 }: Refusal, seconds: number): void =>
  assert(isExact ? retryAfterSeconds === seconds : retryAfterSeconds <= seconds && retryAfterSeconds > 0)

const houses = [
  { name: 'in one process', open: async (): Promise<House> => localHouse() },
  ...(server === null ? [] : [{ name: 'in Redis', open: sharedHouse }]),
]

const stranger = async () => null

const attempts = ({ limits }: House) => {
  const attempt = trySignIn(limits)
  return (email: string, address: string, succeeds = false, known: () => Promise<'browser' | 'address' | null> = stranger) =>
    attempt({ email, address, browser: 'mark' }, known, async () => succeeds)
}

const busy = async () => {
  throw new Refusal('BUSY')
}
const takenEmail = async () => {
  throw new Refusal('EMAIL_TAKEN')
}
const one = (): number => 1
const none = (): number => 0
const saysTaken = (error: unknown): number => ((error as Refusal).code === 'EMAIL_TAKEN' ? 1 : 0)

async function takeAll(take: () => number | Promise<number>): Promise<number> {
  for (let taken = 0; ; taken++) if ((await take()) > 0) return taken
}

for (const { name, open } of houses) {
  describe(`limits counted ${name}`, () => {
    for (const { kind, burst, perSecond } of [
      { kind: 'reads', burst: 60, perSecond: 20 },
      { kind: 'steps', burst: 30, perSecond: 10 },
    ] as const)
      test(`${kind} of a login: a burst of ${burst}, then ${perSecond} a second`, async (t) => {
        await using house = await open(t.fullName)
        const { limits, pass } = house
        assert.equal(await takeAll(() => limits.request(kind, 'a')), burst)
        assert.equal(await takeAll(() => limits.request(kind, 'b')), burst)
        assert.equal(limits.request(kind, 'a').toFixed(3), (1 / perSecond).toFixed(3))
        assert.equal(limits.request(kind === 'reads' ? 'steps' : 'reads', 'a'), 0, 'the other kind is counted apart')
        await pass(1000)
        assert.equal(await takeAll(() => limits.request(kind, 'a')), perSecond)
        await pass(3_600_000)
        assert.equal(await takeAll(() => limits.request(kind, 'a')), burst)
      })

    test('requests of a person: three times those of a login, at each process', async (t) => {
      await using house = await open(t.fullName)
      const { limits } = house
      assert.equal(await takeAll(() => limits.person('reads', 'ada')), 180)
      assert.equal(await takeAll(() => limits.person('steps', 'ada')), 90)
    })

    test('moves of a patient in a practice: ten at once, then one in three seconds, at each process', async (t) => {
      await using house = await open(t.fullName)
      const { limits, pass } = house
      assert.equal(await takeAll(() => limits.move('ben', 'practice', 'place')), 10)
      assert.equal(limits.move('ben', 'another practice', 'place'), 0)
      assert.equal(limits.move('ada', 'practice', 'place'), 0)
      assert.equal(limits.move('ben', 'practice', 'media'), 0)
      await pass(3000)
      assert.equal(await takeAll(() => limits.move('ben', 'practice', 'place')), 1)
    })

    test('sign-ins of an account: 60 an hour with the right password', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (let n = 0; n < 60; n++) assert.equal(await attempt('ada@example.org', `${n}`, true), true)
      const refusal = await refused(attempt('ada@example.org', 'here', true), 'RATE_LIMITED')
      assertWait(house, refusal, 60)
      assert.equal(await attempt('ben@example.org', 'here', true), true)
      await house.pass(60_000)
      assert.equal(await attempt('ada@example.org', 'here', true), true)
    })

    test('registrations of an address: 300 new accounts an hour; refused registrations do not count', async (t) => {
      await using house = await open(t.fullName)
      const register = tryRegister(house.limits)
      const made = (address: string) => register(address, async () => true)
      for (let n = 0; n < 100; n++) await refused(register('here', busy), 'BUSY')
      for (let n = 0; n < 300; n++) await made('here')
      assertWait(house, await refused(made('here'), 'RATE_LIMITED'), 3600)
      await made('there')
      await house.pass(3_600_000)
      await made('here')
    })

    test('notices: five an hour of a client’s address, 20 a day to an address, none more before the window ends', async (t) => {
      await using house = await open(t.fullName)
      const taken = async (take: (address: string) => unknown) => {
        let most = 0
        for (let n = 0; n < 30; n++) if ((await take('here')) === 0) most++
        return most
      }
      for (const [take, most, windowMs] of [
        [house.limits.strangersNotice, 5, 3_600_000],
        [house.limits.noticeTo, 20, 86_400_000],
      ] as const) {
        assert.equal(await taken(take), most)
        assert.equal(await take('there'), 0)
        await house.pass(windowMs - 60_000)
        assert.equal(await taken(take), 0)
        await house.pass(60_000)
        assert.equal(await taken(take), most)
      }
    })

    test('registrations: concurrent ones do not exceed the limit', async (t) => {
      await using house = await open(t.fullName)
      const register = tryRegister(house.limits)
      const begun = await Promise.all(Array.from({ length: 100 }, () => register('here', takenEmail).then(none, saysTaken)))
      assert.equal(begun.filter((it) => it === 1).length, 60)
    })

    test('registrations: a taken e-mail is a failed sign-in of the address, never of the account, and at most 60 replies a minute say so', async (t) => {
      await using house = await open(t.fullName)
      const register = tryRegister(house.limits)
      const attempt = attempts(house)
      for (let n = 0; n < 60; n++) await refused(register('here', takenEmail), 'EMAIL_TAKEN')
      assertWait(house, await refused(register('here', takenEmail), 'RATE_LIMITED'), 60)
      await refused(
        register('here', async () => true),
        'RATE_LIMITED',
      )
      await refused(attempt('ada', 'here', true), 'RATE_LIMITED')
      assert.equal(await attempt('ada', 'there', true), true)
      await house.pass(60_000)
      await register('here', async () => true)
      assert.equal(await attempt('ada', 'here', true), true)
    })

    test('registrations: wrong passwords at an address do not prevent any', async (t) => {
      await using house = await open(t.fullName)
      for (let n = 0; n < 60; n++) await attempts(house)(`wrong ${n}`, 'here')
      assert.equal(await tryRegister(house.limits)('here', async () => true), true)
    })

    test('signals of one person in one call: 50 a second', async (t) => {
      await using house = await open(t.fullName)
      const { limits, pass } = house
      assert.equal(await takeAll(() => limits.signal('ben', 'call')), 50)
      assert.equal(limits.signal('ada', 'call'), 0)
      assert.equal(limits.signal('ben', 'another call'), 0)
      await pass(999)
      assert.equal(limits.signal('ben', 'call').toFixed(3), '0.001')
      await pass(1)
      assert.equal(await takeAll(() => limits.signal('ben', 'call')), 50)
    })

    test('anonymous requests of an address, its files, and the bytes of signals: each at its own rate, at each process', async (t) => {
      await using house = await open(t.fullName)
      const { limits, pass } = house
      assert.equal(await takeAll(() => limits.stranger('reads', 'here')), 500)
      assert.equal(await takeAll(() => limits.stranger('steps', 'here')), 500, 'steps are counted apart')
      assert.equal(await takeAll(() => limits.file('here')), 3000, 'so are files')
      assert.equal(limits.stranger('reads', 'there'), 0)
      const kilobytes = (count: number) => limits.signalBytes('ben', 'call', count * 1024)
      assert.equal(await takeAll(() => kilobytes(64)), 16)
      assert.equal(limits.signalBytes('ada', 'call', 64 * 1024), 0)
      await pass(1000)
      assert.equal(await takeAll(() => limits.stranger('reads', 'here')), 50)
      assert.equal(await takeAll(() => limits.file('here')), 300)
      assert.equal(await takeAll(() => kilobytes(64)), 8)
    })

    test('sign-ins: after the fifth failure each further one doubles the wait, up to 15 minutes', async (t) => {
      await using house = await open(t.fullName)
      if (!house.isExact) return
      const attempt = attempts(house)
      for (let i = 0; i < 5; i++) await attempt('ada', 'here')
      const waits: number[] = []
      for (let i = 0; i < 13; i++) {
        const { retryAfterSeconds } = await refused(attempt('ada', 'here'), 'RATE_LIMITED')
        waits.push(retryAfterSeconds!)
        await house.pass(retryAfterSeconds! * 1000 - 1)
        await refused(attempt('ada', 'here'), 'RATE_LIMITED')
        await house.pass(1)
        await attempt('ada', 'here')
      }
      assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
    })

    test('sign-ins: another account and another address do not wait', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (let i = 0; i < 5; i++) await attempt('ada', 'here')
      await refused(attempt('ada', 'here'), 'RATE_LIMITED')
      await attempt('ben', 'here')
      await attempt('ada', 'there')
    })

    test('sign-ins: a success, or an hour, clears the failures', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (const forget of [() => attempt('ada', 'here', true), () => house.pass(3_600_000 + 1000)]) {
        for (let i = 0; i < 4; i++) await attempt('ada', 'here')
        await forget()
        for (let i = 0; i < 4; i++) await attempt('ada', 'here')
        await attempt('ada', 'here', true)
      }
    })

    test('sign-ins: an address may fail 60 times a minute, for any accounts; successes do not count', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (let i = 0; i < 80; i++) await attempt(`right ${i}`, 'here', true)
      for (let i = 0; i < 60; i++) await attempt(`wrong ${i}`, 'here')
      const refusal = await refused(attempt('ada', 'here'), 'RATE_LIMITED')
      assertWait(house, refusal, 60)
      await attempt('ada', 'there')
      await house.pass(60_000)
      await attempt('ada', 'here')
    })

    test('sign-ins: beyond the limit of an address, accounts known there can sign in, with their usual back-off', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (let i = 0; i < 60; i++) await attempt(`wrong ${i}`, 'here')
      const known = async () => 'address' as const
      assert.equal(await attempt('ada', 'here', true, known), true)
      for (let i = 0; i < 5; i++) assert.equal(await attempt('ada', 'here', false, known), false)
      assertWait(house, await refused(attempt('ada', 'here', true, known), 'RATE_LIMITED'), 1)
      await refused(attempt('ben', 'here', true), 'RATE_LIMITED')
    })

    test('sign-ins: an account known by its browser does not wait for failures of others at its address', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      for (let i = 0; i < 5; i++) await attempt('ada', 'here')
      for (let i = 0; i < 55; i++) await attempt(`wrong ${i}`, 'here')
      await refused(
        attempt('ada', 'here', true, async () => 'address'),
        'RATE_LIMITED',
      )
      const own = async () => 'browser' as const
      assert.equal(await attempt('ada', 'here', true, own), true)
      for (let i = 0; i < 5; i++) await attempt('ada', 'here', false, own)
      await refused(attempt('ada', 'here', true, own), 'RATE_LIMITED')
    })

    test('sign-ins: one guess each on ten thousand accounts is limited to 60 a minute', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      const begun = Array.from({ length: name === 'in Redis' ? 500 : 10_000 }, (_, n) => n)
      let checked = 0
      for (const n of begun) checked += await attempt(`account ${n}`, 'here').then(one, none)
      assert.equal(checked, 60)
    })

    test('sign-ins: concurrent ones do not exceed the limit', async (t) => {
      await using house = await open(t.fullName)
      const attempt = attempts(house)
      const begun = await Promise.allSettled(Array.from({ length: 40 }, () => attempt('ada', 'here')))
      assert.equal(begun.filter(({ status }) => status === 'fulfilled').length, 5)
    })

    test('sign-ins: an attempt that could not be checked does not count', async (t) => {
      await using house = await open(t.fullName)
      const attempt = trySignIn(house.limits)
      const from = { email: 'ada', address: 'here', browser: null }
      for (let i = 0; i < 100; i++) await refused(attempt(from, stranger, busy), 'BUSY')
      assert.equal(await attempt(from, stranger, async () => true), true)
    })
  })
}

test('limits that are off do not count anything', async () => {
  const from = { email: 'ada', address: 'here', browser: null }
  for (let i = 0; i < 100; i++) assert.equal(await trySignIn(noLimits)(from, stranger, async () => false), false)
  for (let i = 0; i < 400; i++) await tryRegister(noLimits)('here', async () => true)
  assert.equal(noLimits.request('steps', 'a'), 0)
})

if (server !== null) {
  describe('limits of several processes', () => {
    test('are counted together, without names in Redis', async (t) => {
      await using one = await connected(secretOf(t.fullName))
      await using other = await connected(secretOf(t.fullName))
      const limits = [one, other].map((redis) => makeCountedLimits(makeSharedCounts(redis), () => new Date()))
      const from = { email: 'ada@example.org', address: '192.0.2.7', browser: null }
      for (let i = 0; i < 5; i++) await trySignIn(limits[i % 2]!)(from, stranger, async () => false)
      for (const each of limits)
        await refused(
          trySignIn(each)(from, stranger, async () => true),
          'RATE_LIMITED',
        )
      let asked = 0
      for (let i = 0; i < 80; i++) asked += await tryRegister(limits[i % 2]!)('192.0.2.7', takenEmail).then(none, saysTaken)
      assert.equal(asked, 60)
      const keys = await one.commands.keys('*')
      assert(keys.length > 2)
      for (const key of keys) assert(!/ada@|192\.0/.test(key), key)
    })

    test('are counted by each process while Redis is away', async (t) => {
      await using redis = await connected(secretOf(t.fullName))
      const limits = makeCountedLimits(makeSharedCounts(redis), () => new Date())
      const taken = async () => tryRegister(limits)('here', takenEmail).then(none, saysTaken)
      assert.equal(await taken(), 1)
      await server.stop()
      await until(() => !redis.isReady, 'the loss of Redis to be noticed')
      let asked = 0
      for (let n = 0; n < 80; n++) asked += await taken()
      assert.equal(asked, 60)
      await server.start()
      await until(() => redis.isReady, 'Redis to be back')
      assert.equal(await taken(), 1, 'Redis counts again')
    })
  })
}
