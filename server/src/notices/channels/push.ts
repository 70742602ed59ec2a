import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { Agent, request } from 'node:https'
import type { LookupFunction } from 'node:net'
import webPush, { type RequestDetails } from 'web-push'
import type { Row } from '../../store/row-types.ts'
import type { Store } from '../../store/store.ts'
import type { Message } from '../message.ts'
import type { NoticeRow } from '../notice-rows.ts'
import type { Attempted, Send } from '../outbox.ts'
import { isPrivateAddress, type PushHosts } from './push-host.ts'
import type { PushKeys } from './push-keys.ts'

interface PushOptions {
  readonly store: Store
  readonly keys: PushKeys
  readonly hosts: PushHosts
  /** Where a push service may reach the operator: the clinic's address. */
  readonly subject: string
  readonly now: () => Date
}

const TIMEOUT_MS = 5000
/** How many browsers of a person receive messages. */
export const MOST_BROWSERS = 10
const HOUR_SECONDS = 3600

/** Sends to the browsers that a person has let in. A browser that its service no longer knows is forgotten. */
export function makePush({ store, keys, hosts, subject, now }: PushOptions): Send {
  async function toBrowser(address: Row<'push_addresses'>, message: Message, notice: NoticeRow, signal: AbortSignal): Promise<Attempted> {
    const { id, endpoint, p256dh, auth } = address
    if (!hosts.allows(endpoint)) return { outcome: 'NOWHERE', code: 'HOST' }
    const url = new URL(endpoint)
    const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payloadOf(message), {
      TTL: secondsLeft(notice, now()),
      urgency: 'high',
      vapidDetails: { subject, ...keys },
    })
    const status = await post(
      details,
      hosts.isNamed(url) ? undefined : publicOnly,
      AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    )
    const code = `HTTP_${status}`
    if (status >= 200 && status < 300) return { outcome: 'SENT', code }
    if (status !== 404 && status !== 410) return { outcome: status === 400 || status === 413 ? 'REFUSED' : 'AGAIN', code }
    await store.prune('push_addresses', { ownerId: address.ownerId, id: { in: [id] } }, 1)
    return { outcome: 'NOWHERE', code }
  }

  return async (message, notice, signal) => {
    const ownerId = notice.userId ?? notice.address
    if (ownerId === null) return { outcome: 'NOWHERE', code: 'NO_ADDRESS' }
    const addresses = await store.find('push_addresses', { ownerId }, { by: 'id', order: 'desc', limit: MOST_BROWSERS })
    const all = await Promise.all(
      addresses.map((address) =>
        toBrowser(address, message, notice, signal).catch((error: unknown): Attempted => ({ outcome: 'AGAIN', code: codeOf(error) })),
      ),
    )
    // One browser that has it is enough: another attempt would repeat it there.
    for (const outcome of ['SENT', 'AGAIN', 'REFUSED', 'NOWHERE'] as const) {
      const found = all.find((it) => it.outcome === outcome)
      if (found !== undefined) return found
    }
    return { outcome: 'NOWHERE', code: 'NO_ADDRESS' }
  }
}

/** What the service worker shows. */
const payloadOf = ({ clinic, sentence, link, language, direction, id }: Message): string =>
  JSON.stringify({ title: clinic, body: sentence, link, lang: language, dir: direction, tag: id })

const secondsLeft = ({ expiresAt }: NoticeRow, now: Date): number =>
  expiresAt === null ? HOUR_SECONDS : Math.max(1, Math.min(HOUR_SECONDS, Math.round((Date.parse(expiresAt) - now.getTime()) / 1000)))

/** The status of the reply; a redirect is not followed, and no body is read. */
const post = async (
  { endpoint, method, headers, body }: RequestDetails,
  lookup: LookupFunction | undefined,
  signal: AbortSignal,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false, ...(lookup && { lookup }) })
    const sent = request(endpoint, { method, headers, agent, signal }, (response) => {
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** Finds the addresses of a host, unless one of them is this machine's or a private network's. */
const publicOnly: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
    if (error !== null) return callback(error, '', 4)
    if (found.length === 0 || found.some(({ address }) => isPrivateAddress(address)))
      return callback(Object.assign(new Error('a private address'), { code: 'PRIVATE_ADDRESS' }), '', 4)
    return options.all === true ? callback(null, found) : callback(null, found[0]!.address, found[0]!.family)
  })
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : name === 'TimeoutError' ? 'TIMEOUT' : 'ERROR'
}
