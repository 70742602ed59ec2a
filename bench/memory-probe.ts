import { createServer } from 'node:net'

/** Bytes of a process whose garbage is gone. */
export interface Memory {
  readonly rss: number
  readonly heapUsed: number
}

/** Loaded into a server before its own code (`--import`): who connects to MEMORY_SOCKET is told what it holds. Needs `--expose-gc`. */
const path = process.env['MEMORY_SOCKET']
if (path !== undefined)
  createServer((socket) => {
    // What finalizers free only goes the second time.
    for (let i = 0; i < 2; i++) globalThis.gc!()
    const { rss, heapUsed } = process.memoryUsage()
    socket.end(JSON.stringify({ rss, heapUsed } satisfies Memory))
  })
    .listen(path)
    .unref()
