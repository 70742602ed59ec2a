import { on } from 'node:events'
import { Connection, requestBytes } from './connection.ts'

/** What a load process is asked for: `count` requests in all, the list over and over, on keep-alive connections in parallel. */
export interface Load {
  readonly origin: string
  readonly requests: readonly { readonly path: string; readonly headers: readonly string[] }[]
  readonly connections: number
  readonly count: number
}

export interface LoadDone {
  readonly seconds: number
  readonly bytes: number
  /** Answers that were not 200. */
  readonly refused: number
}

async function run({ origin, requests, connections, count }: Load): Promise<LoadDone> {
  const { host } = new URL(origin)
  const bytesOf = requests.map(({ path, headers }) => requestBytes('GET', host, path, headers))
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(origin)))
  let [next, bytes, refused] = [0, 0, 0]
  // A client that sleeps has to be woken by the server's write, which costs the server more than the write itself and
  // happens the more often the slower the server is: this one stays awake.
  let awake = true
  const stayAwake = (): void => void (awake && setImmediate(stayAwake))
  stayAwake()
  const begin = performance.now()
  await Promise.all(
    open.map(async (connection) => {
      while (next < count) {
        const answer = await connection.send(bytesOf[next++ % bytesOf.length]!)
        bytes += answer.body.length
        if (answer.status !== 200) refused++
      }
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  awake = false
  for (const connection of open) connection[Symbol.dispose]()
  return { seconds, bytes, refused }
}

process.on('disconnect', () => process.exit())
for await (const [load] of on(process, 'message')) process.send?.(await run(load as Load))
