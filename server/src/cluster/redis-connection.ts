import { createClient } from '@redis/client'

export type RedisConnection = ReturnType<typeof connect>

/** Thrown at the start by a Redis that is there and too old. */
export class RedisRefused extends Error {
  override readonly name = 'RedisRefused'
}

/** The first that has sharded channels. */
const OLDEST_VERSION = 7
export const CONNECT_MS = 2000
const PING_MS = 1000
/** A Redis that says nothing for so long is away. */
export const SILENT_MS = 4000
const AGAIN_MS = 1000

/** A client that reconnects by itself once it has been connected. Without `isPatient` a command rejects at once while it is not. */
export function connect(url: string, { isPatient }: { isPatient: boolean }) {
  return createClient({
    url,
    RESP: 2,
    disableOfflineQueue: !isPatient,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, AGAIN_MS) * (0.5 + Math.random() / 2),
    },
  })
}

/** HELLO needs no right of its own; what does not know it is older than Redis 6. */
export async function refuseOld(client: RedisConnection): Promise<void> {
  const hello: unknown = await client.sendCommand(['HELLO']).catch((error: Error) => {
    if (error.message.includes('unknown command')) return ['version', 'under 6']
    throw error
  })
  const facts = (hello as unknown[]).map(String)
  const version = facts[facts.indexOf('version') + 1] ?? ''
  if (!(Number.parseInt(version, 10) >= OLDEST_VERSION))
    throw new RedisRefused(`REDIS_URL: this Redis is version ${version}; use 7.0 or newer.`)
}

/** An error's message as a log line may have it. */
export function withoutPassword(error: Error & { code?: string }, url: string): string {
  const { username, password } = new URL(url)
  const said = (error.message || error.code || error.name).replaceAll(/\s+/g, ' ').replace(/ script: .*/, '')
  return [username, password, decodeURIComponent(password)].filter((it) => it !== '').reduce((text, it) => text.replaceAll(it, '***'), said)
}
