import type { ErrorCode, Input, Reply, Role, RouteName, Routes, UserStatus } from '@medconsult/contract'
import { auditOf } from './audit-of.ts'
import type { KeyedMutex } from './keyed-mutex.ts'
import { detectTornReads } from './torn-reads.ts'
import { StoreAway, type Change, type Store } from '../store/store.ts'

/** The person who asks, as the login says. */
export interface Person {
  readonly userId: string
  readonly role: Role
  readonly name: string
  readonly status: UserStatus
  readonly loginId: string
}

/** How decisions become commits that people hear of, beside others who write at the same time. */
export interface Transactions {
  readonly keyedMutex: KeyedMutex
  /** Between two tries of a lost race: longer and more random with each. */
  readonly pause: (attempt: number) => Promise<void>
  /** Ids from now on are greater than this one. Null: no other process makes any. */
  readonly follow: ((id: string) => void) | null
  /** Tells what has been committed. */
  readonly announce: (changes: readonly Change[]) => void
}

/** What every use case is given; what a single one needs beside it comes by its own factory. */
export interface Ctx {
  readonly store: Store
  /** Null: the system itself. */
  readonly actor: Person | null
  readonly now: () => Date
  readonly newId: () => string
  readonly transactions: Transactions
}

/** Where a request comes from. */
export interface RequestFacts {
  readonly address: string
  /** The mark that its browser carries, or gets; null: it keeps none. */
  readonly browser: string | null
  /** Anyone may register as a doctor. */
  readonly openRegistration: boolean
}

/** An expected refusal: a code of the contract. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly scheduleId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** Instead of the code's own sentence. */
  readonly detail: string | undefined
  /** With INVALID: what is wrong where, as a schema would say it. */
  readonly errors: readonly { path: string; message: string }[] | undefined

  constructor(
    code: ErrorCode,
    more: { scheduleId?: string; retryAfterSeconds?: number; detail?: string; errors?: readonly { path: string; message: string }[] } = {},
  ) {
    super(code)
    this.code = code
    this.scheduleId = more.scheduleId
    this.retryAfterSeconds = more.retryAfterSeconds
    this.detail = more.detail
    this.errors = more.errors
  }
}

/**
 * `changes` and the reply that is true once they are committed; or `first`: what the system has to do before this can
 * be decided (an overdue invitation expires), committed in its own name, then decided again.
 */
export type Decision<R> =
  | {
      readonly changes: readonly Change[]
      readonly reply: R
      /** Done once the changes are committed and before they are told, or where there is nothing to change. */
      readonly beforeTold?: () => Promise<void>
    }
  | { readonly first: readonly Change[] }

/** How long a lost race is tried again before 503. */
const DEADLINE_MS = 2000

/**
 * Reads, decides, commits, announces. A lost race decides again until a deadline; then `BUSY`.
 * The audit rows of the changes are in the same commit.
 */
export async function transact<R>(ctx: Ctx, decide: (store: Store) => Promise<Decision<R>>): Promise<R> {
  const { announce, pause } = ctx.transactions
  const deadline = performance.now() + DEADLINE_MS
  for (let attempt = 0; ; attempt++) {
    const decision = await decided(ctx.store, decide)
    if (decision !== null) {
      const first = 'first' in decision
      const changes = first ? decision.first : decision.changes
      if (!first && changes.length === 0) {
        await decision.beforeTold?.()
        return decision.reply
      }
      await followAudit(ctx, changes)
      const audit = auditOf(changes, first ? null : ctx.actor, ctx.now(), ctx.newId)
      if (await ctx.store.commit([...changes, ...audit])) {
        if (!first) await decision.beforeTold?.()
        announce(changes)
        if (!first) return decision.reply
        continue
      }
    }
    if (performance.now() > deadline) throw new Refusal('BUSY', { retryAfterSeconds: 1 })
    await pause(attempt)
  }
}

/** `transact`, one at a time for a key in this process; people take turns. Spares retries; correctness does not rest on it. */
export const transactInTurn = async <R>(ctx: Ctx, key: string, decide: (store: Store) => Promise<Decision<R>>): Promise<R> =>
  ctx.transactions.keyedMutex(key, ctx.actor?.userId ?? '', () => transact(ctx, decide))

/**
 * What was read before is older than what is written now, whichever process wrote it and whatever its clock says: audit
 * rows of a practice, and so those of each of its entries and calls, keep their order by id.
 */
async function followAudit({ store, transactions: { follow } }: Ctx, changes: readonly Change[]): Promise<void> {
  if (follow === null) return
  const schedules = new Set<string>()
  for (const change of changes) {
    if (change.kind === 'guard' || change.action === undefined) continue
    if (change.table === 'schedules') schedules.add(change.after.id)
    if (change.table === 'queue_entries' || change.table === 'call_sessions') schedules.add(change.after.scheduleId)
  }
  for (const scheduleId of schedules) {
    const [last] = await store.find('audit_logs', { scheduleId }, { by: 'id', order: 'desc', limit: 1 })
    if (last !== undefined) follow(last.id)
  }
}

/** The decision; null where it met the impossible because another process wrote between its reads: a race lost early. */
async function decided<R>(store: Store, decide: (store: Store) => Promise<Decision<R>>): Promise<Decision<R> | null> {
  const reads = detectTornReads(store)
  try {
    return await decide(reads.store)
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoreAway || !(await reads.changed())) throw error
    return null
  }
}

/** The answer of a route that `creates`: 201 when it made something, 200 for a repeat. */
export interface Created<R> {
  readonly created: boolean
  readonly reply: R
}

type Answer<N extends RouteName> = Routes[N] extends { creates: true } ? Created<Reply<N>> : Reply<N>

/** A route's use case, by the route's name. */
export type UseCase<N extends RouteName> = (ctx: Ctx, input: Input<N>) => Promise<Answer<N>>

/** One that also asks where the request comes from. */
export type RequestUseCase<N extends RouteName> = (ctx: Ctx, input: Input<N>, request: RequestFacts) => Promise<Answer<N>>

/** The person behind a route that only people can call. */
export function person(ctx: Ctx): Person {
  if (ctx.actor === null) throw new Refusal('UNAUTHENTICATED')
  return ctx.actor
}
