import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createClient } from '@redis/client'
import * as fc from 'fast-check'
import { NO_REDIS, provideRedis } from '../../../testing/redis-server.ts'
import { until } from '../../../testing/until.ts'
import { connect } from './redis-connection.ts'
import { makeSubscriptions, type Subscriptions } from './subscriptions.ts'

const redis = await provideRedis()
if (redis === null) console.log(NO_REDIS)
after(() => redis?.[Symbol.asyncDispose]())

const CHANNELS = ['a', 'b', 'c'] as const
const steps = fc.array(
  fc.record({ what: fc.constantFrom('want', 'drop', 'settle', 'turn', 'kill'), channel: fc.constantFrom(...CHANNELS) }),
  { maxLength: 20 },
)

/** A connection killed meanwhile rejects what waits for it; the next settling repeats it. */
const settled = (subscriptions: Subscriptions) =>
  until(
    () =>
      subscriptions.settle().then(
        () => true,
        () => false,
      ),
    'subscriptions to settle',
  )

if (redis !== null)
  test('makeSubscriptions: whatever is wanted and dropped, and however often the connection is lost, Redis has what is wanted in the end', async () => {
    using cleanup = new DisposableStack()
    const operator = cleanup.adopt(await createClient({ url: redis.url }).connect(), (it) => it.destroy())
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const subscriber = connect(redis.url, { isPatient: true })
        using ended = new DisposableStack()
        ended.defer(() => subscriber.destroy())
        subscriber.on('error', () => undefined)
        await subscriber.connect()
        const subscriptions = makeSubscriptions(subscriber)
        const wanted = new Set<string>()
        const received: string[] = []
        for (const { what, channel } of sequence) {
          if (what === 'want') subscriptions.want(channel, (message) => received.push(`${channel} ${message.toString()}`))
          if (what === 'want') wanted.add(channel)
          if (what === 'drop') subscriptions.drop(channel)
          if (what === 'drop') wanted.delete(channel)
          if (what === 'turn') await new Promise(setImmediate)
          if (what === 'settle') await settled(subscriptions)
          // The client may never recover from a connection that is lost with a command under way: the probe finds that out.
          if (what === 'kill') await settled(subscriptions)
          if (what === 'kill') await operator.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub'])
        }
        await settled(subscriptions)
        const expected = [...wanted].toSorted()
        const has = async () => ((await operator.sendCommand(['PUBSUB', 'SHARDCHANNELS'])) as unknown as string[]).toSorted()
        await until(async () => (await has()).join() === expected.join(), `only ${expected.join()} subscribed`)
        for (const channel of CHANNELS) await operator.sPublish(channel, 'hello')
        await until(() => received.length >= expected.length, 'what is published')
        assert.deepEqual(
          received.toSorted(),
          expected.map((channel) => `${channel} hello`),
        )
        ended.dispose()
        await until(async () => (await has()).length === 0, 'the connection to be gone')
      }),
      { numRuns: 60 },
    )
  })
