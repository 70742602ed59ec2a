import { createHmac } from 'node:crypto'
import { isOpen, liveStatuses, type IceServers } from '@medconsult/contract'
import { hasLiveEntry, readOwnCall } from '../core/access.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx, type UseCase } from '../core/use-case.ts'

const VALID_SECONDS = 3600
/** Entries of one patient that are checked; each is in another practice. */
const PLACES = 50

/** The operator's STUN and TURN settings. */
export interface RelaySettings {
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly turnSecret: string | null
  readonly icePolicy: 'all' | 'relay'
}

/** Relay credentials for a participant of an open call. WRONG_STATE once it is closed. */
export const makeCallIceServers =
  (relay: RelaySettings): UseCase<'callIceServers'> =>
  async (ctx, { params }) => {
    const { call } = await readOwnCall(ctx, params.id)
    if (!isOpen(call.status)) throw new Refusal('WRONG_STATE')
    return credentials(ctx, relay)
  }

/** Relay credentials for the device check: for a doctor, or a patient with a live entry in an open practice. Else NOT_FOUND. */
export const makeIceServers =
  (relay: RelaySettings): UseCase<'iceServers'> =>
  async (ctx) => {
    const { role, userId } = person(ctx)
    if (role === 'PATIENT' && !(await waitsSomewhere(ctx, userId))) throw new Refusal('NOT_FOUND')
    return credentials(ctx, relay)
  }

async function waitsSomewhere({ store }: Ctx, patientId: string): Promise<boolean> {
  const live = { in: liveStatuses }
  const entries = await store.find('queue_entries', { patientId, status: live }, { by: 'joinedAt', order: 'desc', limit: PLACES })
  const schedules = await store.find('schedules', { id: { in: entries.map((entry) => entry.scheduleId) } })
  return schedules.some((schedule) => entries.some((entry) => entry.scheduleId === schedule.id && hasLiveEntry(entry, schedule)))
}

/** coturn's time-limited credentials: the user name has the expiry, its HMAC-SHA1 is the password (draft-uberti-behave-turn-rest-00). */
function credentials(ctx: Ctx, { stunUrls, turnUrls, turnSecret, icePolicy }: RelaySettings): IceServers {
  const ends = Math.floor(ctx.now().getTime() / 1000) + VALID_SECONDS
  const servers: IceServers['iceServers'] = stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }]
  if (turnSecret !== null && turnUrls.length > 0) {
    const username = `${ends}:${person(ctx).userId}`
    servers.push({ urls: [...turnUrls], username, credential: createHmac('sha1', turnSecret).update(username).digest('base64') })
  }
  return { iceServers: servers, iceTransportPolicy: icePolicy, expiresAt: new Date(ends * 1000).toISOString() }
}
