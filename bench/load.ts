import { on } from 'node:events'
import { due } from './due.ts'
import { Connection, requestBytes } from './connection.ts'

/** What a load process is asked for: `count` requests in all, the list over and over, on keep-alive connections in parallel. */
export interface Load {
  /** The connections go to them in turn. */
  readonly origins: readonly string[]
  readonly requests: readonly { readonly path: string; readonly headers: readonly string[] }[]
  readonly connections: number
  readonly count: number
  /** Keeps a core of its own busy, so that no server pays for waking it: where there is a core for it. */
  readonly awake: boolean
  /** Requests are due at this pace; absent: each as soon as the one before on its connection is answered. */
  readonly perSecond?: number
}

export interface LoadDone {
  readonly seconds: number
  readonly bytes: number
  /** Answers that were not 200. */
  readonly refused: number
}

async function run({ origins, requests, connections, count, awake, perSecond }: Load): Promise<LoadDone> {
  const bytesAt = origins.map((origin) => requests.map(({ path, headers }) => requestBytes('GET', new URL(origin).host, path, headers)))
  const open = await Promise.all(Array.from({ length: connections }, (_, n) => Connection.open(origins[n % origins.length]!)))
  let [next, bytes, refused] = [0, 0, 0]
  // A client that sleeps has to be woken by the server's write, which costs the server more than the write itself and
  // happens the more often the slower the server is.
  let staysAwake = awake
  const stayAwake = (): void => void (staysAwake && setImmediate(stayAwake))
  stayAwake()
  const begin = performance.now()
  await Promise.all(
    open.map(async (connection, n) => {
      const bytesOf = bytesAt[n % origins.length]!
      while (next < count) {
        const turn = next++
        if (perSecond !== undefined) await due(begin + (turn * 1000) / perSecond)
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
