import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import * as fc from 'fast-check'
import { ApiError, type Client } from '@medconsult/contract'
import { observable } from '../../../server/observable.ts'
import type { SignalSocket } from '../../../server/delivery.ts'
import { runMicrotasks } from '../../test/microtasks.ts'
import { SendQueue } from './send-queue.ts'

/** A message under way to the server, with its possible outcomes. */
interface Sent {
  readonly n: number
  readonly bySocket: boolean
  readonly succeed: () => void
  readonly fail: () => void
}

/** A page that sends while its socket breaks and events are missing; the test decides when the server answers. */
class Sender {
  readonly arrived: number[] = []
  /** Messages that arrived although the page received a failure. */
  readonly answerLost = new Set<number>()
  sent = 0
  private underWay: Sent[] = []
  private readonly connected = observable(true)
  private readonly queue: SendQueue

  constructor() {
    const post = (n: number, bySocket: boolean, error: Error) =>
      new Promise((resolve, reject) => {
        this.underWay.push({ n, bySocket, succeed: () => resolve({}), fail: () => reject(error) })
      })
    this.queue = new SendQueue({
      callSessionId: 'call',
      socket: {
        connected: this.connected,
        timeout: () => ({
          emitWithAck: (_: string, { message }: { message: { payload: number } }) => post(message.payload, true, new Error('disconnected')),
        }),
      } as unknown as Pick<SignalSocket, 'connected' | 'timeout'>,
      api: ((_: string, { body }: { body: { message: { payload: number } } }) =>
        post(body.message.payload, false, new ApiError('', null))) as unknown as Client,
    })
  }

  readonly acts = {
    send: (): void => {
      this.sent += 1
      this.queue.send({ type: 'CANDIDATE', dst: 'them', payload: this.sent })
    },
    succeed: (): void => {
      const [sent] = this.underWay.splice(0, 1)
      if (!sent) return
      this.arrived.push(sent.n)
      sent.succeed()
    },
    /** A request fails; the server may have had it. */
    failBefore: (): void => this.failRequest(false),
    failAfter: (): void => this.failRequest(true),
    /** Events are missing; the socket stays, and what it carries arrives. */
    miss: (): void => this.connected.set(false),
    find: (): void => this.connected.set(true),
    /** The socket closes; the server may have had what it carried. */
    closeBefore: (): void => this.close(false),
    closeAfter: (): void => this.close(true),
    second: (): void => mock.timers.tick(1000),
  }

  async heal(): Promise<void> {
    this.acts.find()
    for (let round = 0; round < 3; round += 1) {
      while (this.underWay.length > 0) {
        this.acts.succeed()
        await runMicrotasks()
      }
      this.acts.second()
      await runMicrotasks()
    }
  }

  private failRequest(hasArrived: boolean): void {
    const index = this.underWay.findIndex(({ bySocket }) => !bySocket)
    if (index >= 0) this.fail(this.underWay.splice(index, 1), hasArrived)
  }

  private close(hasArrived: boolean): void {
    this.connected.set(false)
    const lost = this.underWay.filter(({ bySocket }) => bySocket)
    this.underWay = this.underWay.filter(({ bySocket }) => !bySocket)
    this.fail(lost, hasArrived)
  }

  private fail(lost: readonly Sent[], hasArrived: boolean): void {
    for (const { n, fail } of lost) {
      if (hasArrived) {
        this.arrived.push(n)
        this.answerLost.add(n)
      }
      fail()
    }
  }
}

it('while the socket breaks and events are missing, every message arrives, and twice only if its answer was lost', async (t) => {
  t.after(() => mock.timers.reset())
  const act = fc.constantFrom<keyof Sender['acts']>(
    ...(['send', 'send', 'send', 'succeed', 'succeed'] as const),
    ...(['failBefore', 'failAfter', 'miss', 'find', 'closeBefore', 'closeAfter', 'second'] as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      mock.timers.reset()
      mock.timers.enable({ apis: ['setTimeout'] })
      const sender = new Sender()
      for (const name of acts) {
        sender.acts[name]()
        await runMicrotasks()
      }
      await sender.heal()
      for (let n = 1; n <= sender.sent; n += 1) {
        const times = sender.arrived.filter((other) => other === n).length
        assert.ok(times === 1 || (times > 1 && sender.answerLost.has(n)), `message ${n} arrived ${times} times`)
      }
    }),
    { numRuns: 500 },
  )
})
