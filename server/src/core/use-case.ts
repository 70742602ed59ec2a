import type { ErrorCode, Input, Reply, Role, RouteName, Routes, UserStatus } from '@medconsult/contract'
import type { Transactions } from './transact.ts'
import type { Store } from '../store/store.ts'

/** The person who asks, as the login says. */
export interface Person {
  readonly userId: string
  readonly role: Role
  readonly name: string
  readonly status: UserStatus
  readonly loginId: string
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
