import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { ask, startChild, startFloor } from './child.ts'
import type { Finding } from './finding.ts'
import type { Memory } from './memory-probe.ts'
import { startFilled } from './product.ts'
import { JWT_SECRET, makeSeed } from './seed.ts'
import type { Seat, SocketsAsk, SocketsOpen } from './sockets.ts'
import { compare } from './statistics.ts'

const ROUNDS = 3
/** Not counted: a server's first sockets pay for much that later ones share. */
const FIRST = 500
const COUNTED = 3_000

const seat = (auth: Seat['auth']): Seat => ({ auth, scheduleId: null, events: [] })
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
const held = (path: string): Promise<Memory> => json(connect(path)) as Promise<Memory>

/** The environment of a server with the memory probe. */
const probed = (path: string): Record<string, string> => ({
  MEMORY_SOCKET: path,
  NODE_OPTIONS: `--expose-gc --import ${new URL('memory-probe.ts', import.meta.url).href}`,
})

/** Memory that each socket beyond the first ones adds to a server, once all have been idle for a ping interval. */
async function perSocket(origin: string, probe: string, seats: readonly Seat[]): Promise<Memory> {
  await using sockets = await startChild(new URL('sockets.ts', import.meta.url))
  const idleAfter = async (more: readonly Seat[]): Promise<Memory> => {
    await ask<SocketsOpen>(sockets, { open: more, origin } satisfies SocketsAsk)
    await ask<SocketsOpen>(sockets, { pinged: true } satisfies SocketsAsk)
    return held(probe)
  }
  const before = await idleAfter(seats.slice(0, FIRST))
  const after = await idleAfter(seats.slice(FIRST))
  return { rss: (after.rss - before.rss) / COUNTED, heapUsed: (after.heapUsed - before.heapUsed) / COUNTED }
}

async function round(): Promise<{ product: Memory; floor: Memory }> {
  const folder = await mkdtemp(join(tmpdir(), 'medconsult-bench-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const [ofFloor, ofProduct] = [join(folder, 'floor'), join(folder, 'product')]
  const floor = stack.use(await startFloor(new URL('floor-sockets.ts', import.meta.url), probed(ofFloor)))
  const product = stack.use(
    await startFilled(
      async (store) => {
        const seed = makeSeed(store)
        const people = await seed.people(FIRST + COUNTED, 'PATIENT', 'Patient Number')
        await seed.flush()
        return people
      },
      { JWT_SECRET, ...probed(ofProduct) },
    ),
  )
  const floorSeats = product.filled.map(() => seat({}))
  const seats = product.filled.map(({ token }) => seat({ token }))
  // Concurrently, since nothing here is timed.
  const [floorMemory, productMemory] = await Promise.all([
    perSocket(floor.origin, ofFloor, floorSeats),
    perSocket(product.url, ofProduct, seats),
  ])
  return { floor: floorMemory, product: productMemory }
}

/** Memory of an idle socket, each of a different person, against a bare Socket.IO without authentication. */
export async function socketMemory(): Promise<Finding[]> {
  const rounds: { product: Memory; floor: Memory }[] = []
  for (let n = 0; n < ROUNDS; n++) rounds.push(await round())
  const finding = (what: string, of: (memory: Memory) => number, aim: Finding['aim']): Finding => {
    const { product, floor, ratio } = compare(rounds.map((it) => ({ product: of(it.product), floor: of(it.floor) })))
    return { what: `memory per idle socket, ${what}`, product: kib(product), floor: kib(floor), value: ratio, aim }
  }
  return [finding('resident', ({ rss }) => rss, { atMost: 1.25 }), finding('heap', ({ heapUsed }) => heapUsed, null)]
}
