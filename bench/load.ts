import { on } from 'node:events'
import { waitUntil } from './wait-until.ts'
import { Connection, requestBytes } from './connection.ts'

/** A request to a load process: `count` requests in total, cycling through the list, on parallel keep-alive connections. */
export interface Load {
  /** Connections are spread over them in turn. */
  readonly origins: readonly string[]
  readonly requests: readonly { readonly path: string; readonly headers: readonly string[] }[]
  readonly connections: number
  readonly count: number
  /** Keeps one core busy so that no server pays for waking the client; only where a core is free for it. */
  readonly awake: boolean
  /** The pace of requests; absent: each is sent as soon as the previous one on its connection is answered. */
  readonly perSecond?: number
}

export interface LoadDone {
  readonly seconds: number
  readonly bytes: number
  /** Responses that were not 200. */
  readonly refused: number
}

async function run({ origins, requests, connections, count, awake, perSecond }: Load): Promise<LoadDone> {
  const bytesAt = origins.map((origin) => requests.map(({ path, headers }) => requestBytes('GET', new URL(origin).host, path, headers)))
  const open = await Promise.all(Array.from({ length: connections }, (_, n) => Connection.open(origins[n % origins.length]!)))
  let [next, bytes, refused] = [0, 0, 0]
  // The server's write has to wake a sleeping client, which costs the server more than the write itself, and the
  // slower the server the more often.
  let staysAwake = awake
  const stayAwake = (): void => void (staysAwake && setImmediate(stayAwake))
  stayAwake()
  const begin = performance.now()
  await Promise.all(
    open.map(async (connection, n) => {
      const bytesOf = bytesAt[n % origins.length]!
      while (next < count) {
        const turn = next++
        if (perSecond !== undefined) await waitUntil(begin + (turn * 1000) / perSecond)
        const answer = await connection.send(bytesOf[turn % bytesOf.length]!)
        bytes += answer.body.length
        if (answer.status !== 200) refused++
      }
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  staysAwake = false
  for (const connection of open) connection[Symbol.dispose]()
  return { seconds, bytes, refused }
}

process.on('disconnect', () => process.exit())
for await (const [load] of on(process, 'message')) process.send?.(await run(load as Load))
