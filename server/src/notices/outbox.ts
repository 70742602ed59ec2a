import type { NoticeChannel, NoticeKind } from '@medconsult/contract'
import { every } from '../core/every.ts'
import { withTimeout } from '../core/with-timeout.ts'
import { update, type Store } from '../store/store.ts'
import type { Message } from './message.ts'
import { noticeRows, type NoticeRow } from './notice-rows.ts'

/** What became of an attempt. NOWHERE: there is no address any more; REFUSED: the address will never do. `code`: never an address. */
export interface Attempted {
  readonly outcome: 'SENT' | 'AGAIN' | 'REFUSED' | 'NOWHERE'
  readonly code: string
}

/** Sends a message by one channel. What it throws counts as AGAIN. */
export type Send = (message: Message, notice: NoticeRow, signal: AbortSignal) => Promise<Attempted>

/** Those that the operator has set up. */
export type Senders = Readonly<Partial<Record<NoticeChannel, Send>>>

export type NoticeOutcome = 'SENT' | 'AGAIN' | 'FAILED' | 'DROPPED'

export type NoticeReport = (what: {
  readonly kind: NoticeKind
  readonly channel: NoticeChannel
  readonly outcome: NoticeOutcome
  readonly code: string
  readonly attempts: number
}) => void

interface OutboxOptions {
  readonly store: Store
  readonly now: () => Date
  readonly senders: Senders
  readonly messageOf: (store: Store, notice: NoticeRow) => Promise<Message>
  /** Seconds until this address may receive another notice; 0: it may, and that is counted. */
  readonly takeNoticeTo: (address: string) => number | Promise<number>
  /** Counts and logs what became of an attempt. */
  readonly report: NoticeReport
  readonly failed: (error: unknown) => void
}

export interface Outbox {
  /** Looks for due notices now, as it does every second; resolves once those due have been claimed. */
  look(): Promise<void>
  /** Resolves once no attempt of this process is in progress. */
  idle(): Promise<void>
  /** Looks every second until stopped. */
  start(): void
  /** Claims nothing more, and waits for the attempts in progress for a few seconds; what they leave is another process's once its lease ends. */
  stop(): Promise<void>
}

const LOOK_MS = 1000
/** Seconds after each failed attempt until the next; after the last of them it has FAILED. */
const RETRY_SECONDS = [10, 60, 300, 1800, 7200]
/** Attempts in progress at once, so that a slow channel holds up itself alone. */
const MOST: Readonly<Record<NoticeChannel, number>> = { MAIL: 4, SMS: 4, PUSH: 16 }
const PAGE = 100
/** How far it looks past notices of channels that are busy. */
const MOST_PAGES = 10
const MOST_ATTEMPT_SECONDS = 30
const STOP_MS = 4000

/** Sends what is in the outbox. Any number of processes may: a notice is claimed by a commit that compares, until its lease ends. */
export function makeOutbox({ store, now, senders, messageOf, takeNoticeTo, report, failed }: OutboxOptions): Outbox {
  const running = new Map<Promise<void>, NoticeChannel>()
  let clock: { stop(): Promise<void> } | null = null
  let [isStopped, looksAgain] = [false, false]
  let looking: Promise<void> | null = null

  const after = (seconds: number): string => new Date(now().getTime() + seconds * 1000).toISOString()
  const isBusy = (channel: NoticeChannel): boolean => [...running.values()].filter((it) => it === channel).length >= MOST[channel]

  async function settle(notice: NoticeRow, outcome: Exclude<NoticeOutcome, 'AGAIN'>, code: string): Promise<void> {
    const settled = update('notices', notice, { status: outcome, address: null, settledAt: now().toISOString() })
    if (!(await store.commit([settled]))) return
    report({ ...notice, outcome, code })
    // Who asked for one message has no address here any more.
    if (notice.kind === 'OPENED' && notice.channel === 'PUSH' && notice.address !== null)
      await store.prune('push_addresses', { ownerId: notice.address }, PAGE)
  }

  /** Why this one is not sent at all; null: it is. */
  async function whyNot(notice: NoticeRow): Promise<readonly ['DROPPED' | 'FAILED', string] | null> {
    if (senders[notice.channel] === undefined) return ['DROPPED', 'NO_CHANNEL']
    if (notice.expiresAt !== null && notice.expiresAt <= now().toISOString()) return ['DROPPED', 'EXPIRED']
    if (!(await noticeRows[notice.kind].isStillDue(store, notice, now()))) return ['DROPPED', 'NO_REASON']
    return notice.attempts > RETRY_SECONDS.length ? ['FAILED', 'TOO_OFTEN'] : null
  }

  /** Asked by who has claimed it for the first time alone, so that each counts once. */
  async function isTooMany({ channel, linkId, address, attempts }: NoticeRow): Promise<boolean> {
    // What came with a link may be anybody's address, and so may every telephone number: none is confirmed.
    const isTyped = channel === 'SMS' || (channel === 'MAIL' && linkId !== null)
    return isTyped && address !== null && attempts === 1 && (await takeNoticeTo(address)) > 0
  }

  async function attempt(notice: NoticeRow): Promise<void> {
    if (await isTooMany(notice)) return settle(notice, 'DROPPED', 'TOO_MANY')
    const seconds = Math.min(noticeRows[notice.kind].leaseSeconds * 0.8, MOST_ATTEMPT_SECONDS)
    const ending = new AbortController()
    const late = (): Attempted => {
      ending.abort()
      return { outcome: 'AGAIN', code: 'TIMEOUT' }
    }
    const sending = Promise.try(async () => senders[notice.channel]!(await messageOf(store, notice), notice, ending.signal)).catch(
      (error: unknown): Attempted => ({ outcome: 'AGAIN', code: codeOf(error) }),
    )
    const { outcome, code } = await withTimeout(sending, seconds * 1000, late)
    if (outcome !== 'AGAIN') return settle(notice, outcome === 'SENT' ? 'SENT' : outcome === 'NOWHERE' ? 'DROPPED' : 'FAILED', code)
    const wait = RETRY_SECONDS[notice.attempts - 1]
    const dueAt = wait === undefined ? null : after(wait)
    if (dueAt === null || (notice.expiresAt !== null && dueAt >= notice.expiresAt)) return settle(notice, 'FAILED', code)
    if (await store.commit([update('notices', notice, { status: 'DUE', dueAt })])) report({ ...notice, outcome, code })
  }

  async function take(notice: NoticeRow): Promise<void> {
    const why = await whyNot(notice)
    if (why !== null) return settle(notice, ...why)
    const lease = after(noticeRows[notice.kind].leaseSeconds)
    const claimed = update('notices', notice, { status: 'SENDING', attempts: notice.attempts + 1, dueAt: lease })
    if (!(await store.commit([claimed]))) return
    const work: Promise<void> = attempt(claimed.after)
      .catch(failed)
      .finally(() => {
        running.delete(work)
        if (looksAgain) void look().catch(failed)
      })
    running.set(work, notice.channel)
  }

  async function lookOnce(): Promise<void> {
    looksAgain = false
    const lt = after(0.001)
    for (const status of ['DUE', 'SENDING'] as const) {
      let last: NoticeRow | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const due = await store.find(
          'notices',
          { status, dueAt: { lt } },
          { by: 'dueAt', order: 'asc', limit: PAGE, ...(last && { after: last }) },
        )
        for (const notice of due) {
          if (isStopped) return
          if (isBusy(notice.channel)) looksAgain = true
          else await take(notice)
        }
        last = due.at(-1)
        if (due.length < PAGE) break
      }
    }
  }

  async function look(): Promise<void> {
    if (isStopped) return
    looking ??= lookOnce().finally(() => {
      looking = null
    })
    await looking
  }

  return {
    look,
    async idle() {
      while (running.size > 0) await Promise.all(running.keys())
    },
    start() {
      clock = every(LOOK_MS, look, failed)
    },
    async stop() {
      isStopped = true
      await clock?.stop()
      await looking?.catch(() => undefined)
      await withTimeout(Promise.all(running.keys()), STOP_MS, () => undefined)
    },
  }
}

/** A library's code, never its message, which may hold an address. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'ERROR'
}
