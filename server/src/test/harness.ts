import assert from 'node:assert/strict'
import { operations, type ErrorCode, type Input, type Role, type RouteName, type UserStatus } from '@medconsult/contract'
import { makePasswords } from '../accounts/password.ts'
import { makeTokens } from '../accounts/token.ts'
import { makeKeyedMutex, type KeyedMutex } from '../core/keyed-mutex.ts'
import { handlers } from '../handlers.ts'
import { makeIds } from '../core/ids.ts'
import { makeKeyedHash } from '../core/keyed-hash.ts'
import { takeSignal, tryRegister, trySignIn } from '../limits/limits.ts'
import { makeLocalLimits } from '../limits/local.ts'
import { insert, type Change, type Store } from '../store/store.ts'
import { sweep } from '../sweep.ts'
import { Refusal, type Created, type Ctx, type Person, type Settings, type UseCase } from '../core/use-case.ts'
import { openInMemory } from './stores.ts'

type Handled = keyof typeof handlers
type Answer<N extends Handled> = Awaited<ReturnType<UseCase<N>>>
type GivenInput<N extends RouteName> = { [K in keyof Input<N> as Input<N>[K] extends undefined ? never : K]?: Input<N>[K] }

export interface Seat {
  readonly person: Person
  /** The use case as this person; its reply has passed its schema, and so shows no field that is not listed. */
  run<N extends Handled>(name: N, input?: GivenInput<N>): Promise<Answer<N>>
}

interface HarnessOptions {
  /** Another harness's store: what is left after a restart. */
  readonly store?: Store
  readonly settings?: Partial<Settings>
  readonly request?: Partial<Ctx['request']>
  readonly now?: string
}

const settings: Settings = {
  invitationSeconds: 60,
  timeZone: 'UTC',
  stunUrls: ['stun:stun.example.org'],
  turnUrls: ['turn:turn.example.org'],
  turnSecret: 'a secret of the relay',
  icePolicy: 'all',
}
const passwords = makePasswords({ rounds: 4 })
const secret = 'a secret of the tests, of more than 32 bytes'
const hashPlace = makeKeyedHash(secret, 'known places')

/** As on another process: nobody waits for anybody. */
export const noMutex: KeyedMutex = (_, __, work) => work()

/** Use cases on a real store in memory, with a clock that only the test moves, and what was announced. */
export async function makeHarness(options: HarnessOptions = {}) {
  const store = options.store ?? (await openInMemory())
  let time = Date.parse(options.now ?? '2026-03-02T09:00:00.000Z')
  const now = (): Date => new Date(time)
  const { newId, follow } = makeIds(now)
  const tokens = makeTokens({ secret })
  let passed = 0
  const limits = makeLocalLimits(now, () => passed)
  const announced: Change[] = []

  const system: Ctx = {
    store,
    actor: null,
    now,
    newId,
    follow,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    keyedMutex: makeKeyedMutex(),
    announce: (changes) => announced.push(...changes),
    settings: { ...settings, ...options.settings },
    accounts: { ...tokens, ...passwords, trySignIn: trySignIn(limits), tryRegister: tryRegister(limits), hashPlace },
    takeSignal: takeSignal(limits),
    takeMove: limits.move,
    request: { address: '192.0.2.1', browser: null, openRegistration: true, ...options.request },
    startedAt: now(),
  }

  async function person(role: Role, name: string, status: UserStatus = 'ACTIVE'): Promise<Person> {
    const [id, loginId] = [newId(), newId()]
    const user = {
      id,
      email: `${id}@example.org`,
      name,
      passwordHash: '',
      passwordHashOf: 'FORM',
      role,
      status,
      createdAt: now().toISOString(),
    } as const
    const login = {
      id: loginId,
      userId: id,
      status: 'OPEN',
      createdAt: now().toISOString(),
      expiresAt: '2027-01-01T00:00:00.000Z',
    } as const
    assert(await store.commit([insert('users', user), insert('logins', login)]))
    return { userId: id, role, name, status, loginId }
  }

  function as(actor: Person | null, ctx: Ctx = system): Seat {
    return {
      person: actor!,
      async run(name, input) {
        const answer: unknown = await handlers[name]({ ...ctx, actor }, { params: undefined, query: {}, body: {}, ...input } as never)
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
    now,
    newId,
    tokens,
    as,
    nobody: as(null),
    /** As on another process: without taking turns with anybody. */
    apart: (actor: Person, itsStore: Store = store): Seat => as(actor, { ...system, store: itsStore, keyedMutex: noMutex }),
    /** Forward, in milliseconds; back where negative. */
    pass: (ms: number): void => {
      time += ms
      passed += Math.max(0, ms)
    },
    doctor: async (name = 'Dr. Ada Weber'): Promise<Seat> => as(await person('DOCTOR', name)),
    patient: async (name = 'Ben Sommer'): Promise<Seat> => as(await person('PATIENT', name)),
    sweep: (): Promise<void> => sweep(system),
    /** What has been announced since this was last asked, like `call_sessions.confirm`; changes without action by their table. */
    told(): string[] {
      const writes = announced.splice(0).filter((change) => change.kind !== 'guard')
      return writes.map(({ table, action }) => (action === undefined ? table : `${table}.${action}`))
    },
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
