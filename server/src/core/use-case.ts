import type { Device, Input, OfferedLanguage, Reply, Role, RouteName, Routes, UserStatus } from '@medconsult/contract'
import type { KeyedMutex } from './keyed-mutex.ts'
import { Refusal } from './refusal.ts'
import type { Change, Store } from '../store/store.ts'

/** The person who makes the request, as of their login. */
export interface Person {
  readonly userId: string
  readonly role: Role
  readonly name: string
  readonly status: UserStatus
  readonly loginId: string
  /** The only schedule that a guest reaches; null: every listed one. */
  readonly scheduleId: string | null
}

/** The outbox rows that changes cause, for the same commit. */
export type NoticesOf = (ctx: Pick<Ctx, 'store' | 'now'>, changes: readonly Change[]) => Promise<readonly Change[]>

/** How decisions become commits and events while others write at the same time. */
export interface Transactions {
  readonly keyedMutex: KeyedMutex
  /** Between two tries of a lost race: longer and more random with each. */
  readonly pause: (attempt: number) => Promise<void>
  /** Ids from now on are greater than this one. Null: no other process makes any. */
  readonly follow: ((id: string) => void) | null
  /** The outbox rows that changes cause. Null: no channel is set up. */
  readonly noticesOf: NoticesOf | null
  /** Publishes what has been committed. */
  readonly announce: (changes: readonly Change[]) => void
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
  /** The languages that its reader asks for, of those that there are, the first first. */
  readonly languages: readonly OfferedLanguage[]
  /** What the browser says it is; null for a program. */
  readonly device: Device | null
  /** Of the languages that the clinic offers: the one chosen on its browser, else the one that it asks for, else the first. */
  language(offered: readonly OfferedLanguage[]): OfferedLanguage
  /** Whether anyone may register as a doctor. */
  readonly openRegistration: boolean
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
