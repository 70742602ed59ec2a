import { newUser } from '../accounts/new-user.ts'
import assert from 'node:assert/strict'
import { operations, type ErrorCode, type Input, type Role, type RouteName, type UserStatus } from '@medconsult/contract'
import { makePasswords } from '../accounts/password.ts'
import { makeTokens } from '../accounts/token.ts'
import { makeKeyedMutex } from '../core/keyed-mutex.ts'
import { makeHandlers, type Services, type Settings } from '../handlers.ts'
import { makeIsIdle } from '../core/idle.ts'
import { makeIds } from '../core/ids.ts'
import { makeLinkSecret } from '../core/link-secret.ts'
import { newJoinCode } from '../core/join-code.ts'
import { makeKeyedHash } from '../core/keyed-hash.ts'
import { takeSignal, tryGuest, tryRegister, trySignIn } from '../limits/limits.ts'
import { makeCountedLimits } from '../limits/counted-limits.ts'
import { makeLocalCounts } from '../limits/counts.ts'
import { insert, type Store } from '../store/store.ts'
import { NO_CHANNELS, type Channels } from '../notices/channels.ts'
import { makePushHosts } from '../notices/channels/push-host.ts'
import { makeNoticesOf } from '../notices/notices-of.ts'
import { makeSweep } from '../sweep.ts'
import { Refusal } from '../core/refusal.ts'
import type { Created, Ctx, Person, RequestFacts, UseCase } from '../core/use-case.ts'
import { openInMemory } from './stores.ts'

type Handled = keyof ReturnType<typeof makeHandlers>
type Answer<N extends Handled> = Awaited<ReturnType<UseCase<N>>>
type GivenInput<N extends RouteName> = { [K in keyof Input<N> as Input<N>[K] extends undefined ? never : K]?: Input<N>[K] }

export interface Seat {
  readonly person: Person
  /** The use case as this person; its reply has passed its schema, and so shows no field that is not listed. */
  run<N extends Handled>(name: N, input?: GivenInput<N>): Promise<Answer<N>>
}

interface SeatOptions {
  readonly ctx?: Partial<Ctx>
  readonly request?: Partial<RequestFacts>
}

interface HarnessOptions {
  /** Another harness's store: what is left after a restart. */
  readonly store?: Store
  readonly settings?: Partial<Settings>
  readonly request?: Partial<RequestFacts>
  /** None, unless given. */
  readonly channels?: Channels
  readonly now?: string
}

const settings: Settings = {
  invitationSeconds: 60,
  timeZone: 'UTC',
  clinicName: 'MedConsult',
  clinicPhone: null,
  emergencyNumber: '112',
  idleMinutes: { DOCTOR: 30, PATIENT: null },
  stunUrls: ['stun:stun.example.org'],
  turnUrls: ['turn:turn.example.org'],
  turnSecret: 'a secret of the relay',
  icePolicy: 'all',
}
const atHome: RequestFacts = {
  address: '192.0.2.1',
  browser: null,
  device: null,
  languages: [],
  language(offered) {
    return this.languages.find((it) => offered.includes(it)) ?? offered[0]!
  },
  openRegistration: true,
}
const passwords = makePasswords({ rounds: 4 })
const secret = 'a secret of the tests, of more than 32 bytes'
const hashPlace = makeKeyedHash(secret, 'known places')

/** As on another process: without taking turns with anybody. */
export const withoutMutex = (ctx: Ctx): Ctx => ({ ...ctx, transactions: { ...ctx.transactions, keyedMutex: (_, __, work) => work() } })

/** Use cases on a real store in memory, with a clock that only the test moves, and what was announced. */
export async function makeHarness(options: HarnessOptions = {}) {
  const store = options.store ?? (await openInMemory())
  let time = Date.parse(options.now ?? '2026-03-02T09:00:00.000Z')
  const now = (): Date => new Date(time)
  const { newId, follow } = makeIds(now)
  const tokens = makeTokens({ secret })
  let passed = 0
  const limits = makeCountedLimits(
    makeLocalCounts(() => now().getTime()),
    now,
    () => passed,
  )
  const announced: string[] = []

  const system: Ctx = {
    store,
    actor: null,
    now,
    newId,
    transactions: {
      keyedMutex: makeKeyedMutex(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      follow,
      noticesOf: makeNoticesOf(options.channels ?? NO_CHANNELS),
      announce(changes) {
        for (const change of changes)
          if (change.kind !== 'guard') announced.push(change.action === undefined ? change.table : `${change.table}.${change.action}`)
      },
    },
  }
  const services: Services = {
    ...tokens,
    ...passwords,
    trySignIn: trySignIn(limits),
    tryRegister: tryRegister(limits),
    hashPlace,
    linkSecret: makeLinkSecret(secret),
    settings: { ...settings, ...options.settings },
    isIdle: makeIsIdle(store, { ...settings, ...options.settings }.idleMinutes),
    takeStrangersNotice: limits.strangersNotice,
    channels: options.channels ?? NO_CHANNELS,
    pushHosts: makePushHosts(['push.example']),
    hashAddress: makeKeyedHash(secret, 'addresses'),
    takeSignal: takeSignal(limits),
    announceSignal: () => announced.push('signal'),
    takeMove: limits.move,
    newJoinCode,
    tryGuest: tryGuest(limits),
  }
  const handlers = makeHandlers(services)
  const request = { ...atHome, ...options.request }
  const startedAt = now()
  const { timeZone } = services.settings
  const sweep = makeSweep({ startedAt, isAlone: false, timeZone })

  async function person(role: Role, name: string, status: UserStatus = 'ACTIVE'): Promise<Person> {
    const [id, loginId] = [newId(), newId()]
    const user = newUser({ id, email: `${id}@example.org`, name, passwordHash: '', role, status, createdAt: now().toISOString() })
    const login = {
      id: loginId,
      userId: id,
      status: 'OPEN',
      createdAt: now().toISOString(),
      device: null,
      lastUsedAt: null,
      expiresAt: '2027-01-01T00:00:00.000Z',
    } as const
    assert(await store.commit([insert('users', user), insert('logins', login)]))
    return { userId: id, role, name, status, loginId, scheduleId: null }
  }

  function as(actor: Person | null, own: SeatOptions = {}): Seat {
    const ctx = { ...system, ...own.ctx, actor }
    return {
      person: actor!,
      async run(name, input) {
        const answer: unknown = await handlers[name](ctx, { params: undefined, query: {}, body: {}, ...input } as never, {
          ...request,
          ...own.request,
        })
        const { reply: schema } = operations[name]
        if (!('creates' in operations[name])) return schema.parse(answer) as never
        const { created, reply } = answer as Created<unknown>
        return { created, reply: schema.parse(reply) } as never
      },
    }
  }

  return {
    store,
    system,
    services,
    handlers,
    request,
    takeNoticeTo: limits.noticeTo,
    startedAt,
    now,
    newId,
    tokens,
    as,
    nobody: as(null),
    /** As on another process: without taking turns with anybody. */
    apart: (actor: Person, itsStore: Store = store): Seat => as(actor, { ctx: { ...withoutMutex(system), store: itsStore } }),
    /** Forward, in milliseconds; back where negative. */
    pass: (ms: number): void => {
      time += ms
      passed += Math.max(0, ms)
    },
    doctor: async (name = 'Dr. Ada Weber'): Promise<Seat> => as(await person('DOCTOR', name)),
    patient: async (name = 'Ben Sommer'): Promise<Seat> => as(await person('PATIENT', name)),
    sweep: (ctx: Partial<Ctx> = {}): Promise<void> => sweep({ ...system, ...ctx }),
    /** What has been announced since this was last asked, like `call_sessions.confirm`; changes without action by their table, and `signal`. */
    announced: (): string[] => announced.splice(0),
    /** The audit rows of a schedule, oldest first. */
    audit: async (scheduleId: string) => store.find('audit_logs', { scheduleId }, { by: 'id', order: 'asc' }),
    [Symbol.asyncDispose]: () => (options.store ? Promise.resolve() : store[Symbol.asyncDispose]()),
  }
}
export type Harness = Awaited<ReturnType<typeof makeHarness>>

/** The refusal that an attempt ends in; fails where it succeeds or fails in another way. */
export async function refused(attempt: Promise<unknown>, code: ErrorCode): Promise<Refusal> {
  try {
    await attempt
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    assert.equal(error.code, code)
    return error
  }
  throw new assert.AssertionError({ message: `refused with ${code}`, expected: code })
}
