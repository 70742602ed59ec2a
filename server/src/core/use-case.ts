import type { ErrorCode, Input, Reply, Role, RouteName, Routes, UserStatus } from '@medconsult/contract'
import type { Transactions } from './transact.ts'
import type { Store } from '../store/store.ts'

/** The person who makes the request, as of their login. */
export interface Person {
  readonly userId: string
  readonly role: Role
  readonly name: string
  readonly status: UserStatus
  readonly loginId: string
}

/** What every use case receives; anything that a single one needs is passed to its factory. */
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
  /** The mark of its browser, existing or new; null if it keeps none. */
  readonly browser: string | null
  /** Whether anyone may register as a doctor. */
  readonly openRegistration: boolean
}

/** An expected refusal: a code of the contract. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly scheduleId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** Replaces the code's standard sentence. */
  readonly detail: string | undefined
  /** With INVALID: what is wrong in which field, in the format of schema errors. */
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

/** The result of a route that `creates`: 201 for a new row, 200 for a repeat. */
export interface Created<R> {
  readonly created: boolean
  readonly reply: R
}

type Answer<N extends RouteName> = Routes[N] extends { creates: true } ? Created<Reply<N>> : Reply<N>

/** The use case of a route. */
export type UseCase<N extends RouteName> = (ctx: Ctx, input: Input<N>) => Promise<Answer<N>>

/** A use case that also needs to know where the request comes from. */
export type RequestUseCase<N extends RouteName> = (ctx: Ctx, input: Input<N>, request: RequestFacts) => Promise<Answer<N>>

/** The signed-in person; UNAUTHENTICATED if there is none. */
export function person(ctx: Ctx): Person {
  if (ctx.actor === null) throw new Refusal('UNAUTHENTICATED')
  return ctx.actor
}
