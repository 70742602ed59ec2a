import type { Logger } from 'pino'
import { makePasswords } from '../accounts/password.ts'
import { makeTokens } from '../accounts/token.ts'
import { makeForgetSignals } from '../calls/signals/forget-signals.ts'
import { makeKeyedMutex } from '../core/keyed-mutex.ts'
import type { Services } from '../handlers.ts'
import { makeAuthenticate } from '../http/authenticate.ts'
import { makeIsIdle } from '../core/idle.ts'
import { makeIds } from '../core/ids.ts'
import { newJoinCode } from '../core/join-code.ts'
import { makeKeyedHash } from '../core/keyed-hash.ts'
import { makeLinkSecret } from '../core/link-secret.ts'
import { takeSignal, tryGuest, tryRegister, trySignIn } from '../limits/limits.ts'
import { makeLimits } from '../limits/make-limits.ts'
import { backOff } from '../core/back-off.ts'
import { makeAnnounce, makeAnnounceSignal } from '../core/announce.ts'
import { makeEventBus } from '../core/event-bus.ts'
import { readClinic } from '../clinic/read-clinic.ts'
import { makeMessageOf } from '../notices/message.ts'
import { makeNoticesOf } from '../notices/notices-of.ts'
import { makeOutbox } from '../notices/outbox.ts'
import { isNewNotice, makeNoticeReport } from '../notices/report.ts'
import { openChannels } from '../notices/channels/open-channels.ts'
import { trackPresence } from '../presence/track-presence.ts'
import { NO_DELIVERY } from '../presence/watch-delivery.ts'
import type { Transactions } from '../core/use-case.ts'
import type { Ctx, Person } from '../core/use-case.ts'
import type { Start } from './start.ts'
import type { Stores } from './stores.ts'

export type Work = Awaited<ReturnType<typeof makeWork>>

/** The use cases and what they stand on. Events go to the bus, whoever delivers them. */
export async function makeWork({ config, log, now, processId, isShared, failed }: Start, { store, metrics, secret, redis }: Stores) {
  const bus = makeEventBus()
  const presence = trackPresence({ store, processId, now, emit: bus.emit, delivery: redis ?? NO_DELIVERY })
  const announced = makeAnnounce(bus)
  const forgetSignals = makeForgetSignals(store.ephemeral)
  const announceTimed = metrics?.announce(announced) ?? announced
  const { newId, follow } = makeIds(now)
  if (!isShared) {
    // Later than whatever was written before this start, though the clock may have been set back since.
    const [last] = await store.find('audit_logs', {}, { by: 'id', order: 'desc', limit: 1 })
    if (last !== undefined) follow(last.id)
  }
  const { channels, senders, pushHosts } = await openChannels({
    config,
    store,
    now,
    clinicPhone: async (of) => (await readClinic(of, config)).phone,
  })
  const linkSecret = makeLinkSecret(secret)
  const limits = makeLimits({ rateLimit: config.rateLimit, redis, now })
  const outbox = makeOutbox({
    store,
    now,
    senders,
    messageOf: makeMessageOf({
      publicOrigin: config.publicOrigin ?? '',
      clinicName: async (of) => (await readClinic(of, config)).name,
      linkSecret,
    }),
    takeNoticeTo: limits.noticeTo,
    report: makeNoticeReport(log, metrics?.countNotice),
    failed: failed('notices'),
  })
  const transactions: Transactions = {
    keyedMutex: makeKeyedMutex(),
    pause: backOff,
    follow: isShared ? follow : null,
    noticesOf: makeNoticesOf(channels),
    announce: safely((changes) => {
      announceTimed(changes)
      void forgetSignals(changes)
      if (changes.some(isNewNotice)) void outbox.look().catch(failed('notices'))
    }, log),
  }
  const tokens = makeTokens({ secret })
  const hashForLog = makeKeyedHash(secret, 'log')
  const services: Services = {
    ...tokens,
    ...makePasswords({ rounds: config.bcryptRounds }),
    trySignIn: trySignIn(limits, ({ email, address }, code) =>
      log.info({ code, account: hashForLog(email), address: hashForLog(address) }, 'a sign-in is refused'),
    ),
    tryRegister: tryRegister(limits),
    hashPlace: makeKeyedHash(secret, 'known places'),
    linkSecret,
    channels,
    pushHosts,
    hashAddress: makeKeyedHash(secret, 'addresses'),
    takeStrangersNotice: limits.strangersNotice,
    settings: config,
    isIdle: makeIsIdle(store, config.idleMinutes),
    takeSignal: takeSignal(limits),
    announceSignal: safely(makeAnnounceSignal(bus.emit), log),
    takeMove: limits.move,
    newJoinCode,
    tryGuest: tryGuest(limits),
  }
  const ctxOf = (actor: Person | null): Ctx => ({ store, actor, now, newId, transactions })
  const verify = (token: string) => tokens.verifyToken(token, now())
  return { bus, outbox, presence, limits, services, ctxOf, verify, authenticate: makeAuthenticate(store, verify, now, services.isIdle) }
}

/** What is committed or kept stays so, whatever becomes of its events: who does not receive one reads it again. */
const safely =
  <T>(announce: (what: T) => void, log: Logger) =>
  (what: T): void => {
    try {
      announce(what)
    } catch (error) {
      log.error({ err: error }, 'announce')
    }
  }
