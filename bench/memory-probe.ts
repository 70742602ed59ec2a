import { createServer } from 'node:net'

/** Memory of a process after garbage collection, in bytes. */
export interface Memory {
  readonly rss: number
  readonly heapUsed: number
}

/** Preloaded into a server (`--import`): a connection to MEMORY_SOCKET receives its memory usage. Needs `--expose-gc`. */
const path = process.env['MEMORY_SOCKET']
if (path !== undefined)
  createServer((socket) => {
    // Memory released by finalizers is only collected the second time.
    for (let i = 0; i < 2; i++) globalThis.gc!()
    const { rss, heapUsed } = process.memoryUsage()
    socket.end(JSON.stringify({ rss, heapUsed } satisfies Memory))
  })
    .listen(path)
    .unref()
