import type { IceServers } from '@medconsult/contract'
import { api } from '../../../server/api.ts'

const kept = new Map<string, { reply: IceServers; until: number }>()
const EARLY_MS = 60_000

/** This clinic's STUN and TURN servers, cached until shortly before they expire; none if the server does not answer. */
export async function fetchIceServers(callSessionId: string): Promise<RTCConfiguration> {
  const held = kept.get(callSessionId)
  if (held && Date.now() < held.until) return configOf(held.reply)
  try {
    const reply = await api('callIceServers', { params: { id: callSessionId } })
    kept.set(callSessionId, { reply, until: Date.parse(reply.expiresAt) - EARLY_MS })
    return configOf(reply)
  } catch {
    return held ? configOf(held.reply) : { iceServers: [] }
  }
}

const configOf = ({ iceServers, iceTransportPolicy }: IceServers): RTCConfiguration => ({
  iceTransportPolicy,
  iceServers: iceServers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  })),
})
