import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import * as fc from 'fast-check'
import { ApiError, type Client, type Signal } from '@medconsult/contract'
import { observable } from '../../../server/observable.ts'
import type { SignalSocket } from '../../../server/delivery.ts'
import { runMicrotasks } from '../../test/microtasks.ts'
import { SignalChannel } from './signal-channel.ts'

type Type = Signal['message']['type']
type Reply = { readonly resolve: (batch: readonly Signal[]) => void; readonly reject: (error: Error) => void; readonly after: number }

/** After the server has accepted a join, other processes' events may still be missing so long, ms; less than the page's second read waits. */
const JOINING_MS = 900

/**
 * One end of a call whose socket breaks, whose server misses events of other processes, notices that late, and whose
 * reads are answered at any time or never: everything is under way until it is let through.
 */
class Receiver {
  readonly received: Signal[] = []
  readonly stored: Signal[] = []
  /** Whether every event reaches this page, as the page knows it. */
  private readonly connected = observable(false)
  private readonly listeners = new Set<Parameters<SignalSocket['onSignal']>[0]>()
  private readonly channel: SignalChannel
  /** What the server has sent by the present socket, in order. */
  private down: (() => void)[] = []
  private reads: Reply[] = []
  private isUp = false
  private isMissing = false
  /** When the server's process receives all of the call's events for this socket; null: it is not in the room. */
  private hasRoomAt: number | null = null
  private now = 0

  constructor() {
    const socket: Pick<SignalSocket, 'connected' | 'onSignal'> = {
      connected: this.connected,
      onSignal: (listener) => {
        this.listeners.add(listener)
        return () => void this.listeners.delete(listener)
      },
    }
    const api = ((_: string, { query }: { query: { after: string } }) =>
      new Promise((resolve, reject) => this.reads.push({ resolve, reject, after: Number(query.after) }))) as unknown as Client
    this.channel = new SignalChannel({
      callSessionId: 'call',
      peerId: 'me',
      after: 0,
      socket: socket as SignalSocket,
      api,
      credentials: () => ({}),
      pollMs: 1000,
      mayPoll: () => true,
      onSignal: (signal) => this.received.push(signal),
      onReach: () => undefined,
    })
    this.connected.subscribe(() => this.connected.get() && this.join())
  }

  readonly acts = {
    connect: (): void => {
      if (this.isUp) return
      this.isUp = true
      this.connected.set(true)
      if (this.isMissing) this.announce()
    },
    disconnect: (): void => {
      this.isUp = false
      this.hasRoomAt = null
      this.down = []
      this.connected.set(false)
    },
    /** Events of other processes may be lost from now on; the server notices it later, at the latest when it ends. */
    miss: (): void => void (this.isMissing = true),
    notice: (): void => this.announce(),
    find: (): void => {
      if (this.isMissing) this.announce()
      this.isMissing = false
    },
    arrive: (): void => this.down.shift()?.(),
    answer: (): void => {
      const read = this.reads.shift()
      read?.resolve(this.stored.filter(({ n }) => n > read.after))
    },
    fail: (): void => this.reads.shift()?.reject(new ApiError('', null)),
    second: (): void => this.pass(1000),
    moment: (): void => this.pass(200),
  }

  /** The other end sends one. */
  send(type: Type, isLost: boolean): void {
    const signal: Signal = { n: this.stored.length + 1, from: 'doctor', peerId: 'them', message: { type, dst: 'me' } }
    this.stored.push(signal)
    const mayLose = this.isMissing || this.hasRoomAt === null || this.now < this.hasRoomAt
    if (!this.isUp || this.hasRoomAt === null || (mayLose && isLost)) return
    this.down.push(() => this.listeners.forEach((listener) => listener({ ...signal, callSessionId: 'call' })))
  }

  /** All that is under way arrives. */
  async settle(): Promise<void> {
    while (this.down.length > 0 || this.reads.length > 0) {
      this.acts.arrive()
      this.acts.answer()
      await runMicrotasks()
    }
  }

  /** All works again. */
  async heal(): Promise<void> {
    this.acts.find()
    this.acts.connect()
    this.announce()
    for (let second = 0; second < 5; second += 1) {
      await this.settle()
      this.pass(1000)
      await runMicrotasks()
    }
    await this.settle()
  }

  close(): void {
    this.channel.close()
  }

  private announce(): void {
    const whole = !this.isMissing
    if (this.isUp) this.down.push(() => this.connected.set(whole))
  }

  /** The page joins the call's room, again after everything that may have cost it events. */
  private join(): void {
    this.hasRoomAt ??= this.now + JOINING_MS
    this.down.push(() => this.connected.get() && this.channel.joined())
  }

  private pass(ms: number): void {
    this.now += ms
    mock.timers.tick(ms)
  }
}

const ofOneOffer: readonly Type[] = ['OFFER', 'ANSWER', 'CANDIDATE']
/** Which have to be handled: a later offer makes the rest of an earlier one obsolete. */
const required = (stored: readonly Signal[]): number[] => {
  const last = stored.findLast(({ message }) => message.type === 'OFFER')?.n ?? 0
  return stored.filter(({ n, message }) => n >= last || !ofOneOffer.includes(message.type)).map(({ n }) => n)
}

const step = fc.oneof(
  fc.record({ send: fc.constantFrom<Type>('OFFER', 'CANDIDATE', 'CANDIDATE', 'RESTART', 'LEAVE'), isLost: fc.boolean() }),
  fc.constantFrom<keyof Receiver['acts'] | 'settle'>(
    'connect',
    'disconnect',
    'miss',
    'find',
    'notice',
    'fail',
    'second',
    'moment',
    'settle',
  ),
  fc.constantFrom<keyof Receiver['acts'] | 'settle'>('arrive', 'answer', 'connect', 'settle', 'miss'),
)

it('whenever the socket breaks and events are missing, no signal is lost, none is handled twice, and none of an earlier offer after a later one', async (t) => {
  t.after(() => mock.timers.reset())
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (isConnected, steps) => {
      mock.timers.reset()
      mock.timers.enable({ apis: ['setTimeout'] })
      const receiver = new Receiver()
      if (isConnected) await receiver.heal()
      for (const next of steps) {
        if (next === 'settle') await receiver.settle()
        else if (typeof next === 'string') receiver.acts[next]()
        else receiver.send(next.send, next.isLost)
        await runMicrotasks()
      }
      await receiver.heal()
      receiver.close()
      const numbers = receiver.received.map(({ n }) => n)
      assert.equal(new Set(numbers).size, numbers.length, `twice: ${numbers.join()}`)
      const lost = required(receiver.stored).filter((n) => !numbers.includes(n))
      assert.deepEqual(lost, [], `handled: ${numbers.join()}`)
      let offer = 0
      for (const { n, message } of receiver.received) {
        if (message.type === 'OFFER') offer = Math.max(offer, n)
        assert.ok(n >= offer || !ofOneOffer.includes(message.type), `obsolete ${n} after ${offer}`)
      }
    }),
    { numRuns: 500 },
  )
})
