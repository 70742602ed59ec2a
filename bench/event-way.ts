import { io, type Socket } from 'socket.io-client'
import { startFloor } from './child.ts'
import { openPractice } from './clinic.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startProduct } from './product.ts'
import { compare, inTurns, quantile } from './statistics.ts'

const ROUNDS = 30
const POSTS_A_ROUND = 100

/** Milliseconds from sending a POST to the socket's `queue_updated`, one after the other. */
async function timesOf(connection: Connection, socket: Socket, posts: readonly Buffer[]): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < POSTS_A_ROUND; i++) {
    const heard = new Promise<number>((resolve) => socket.once('queue_updated', () => resolve(performance.now())))
    const begin = performance.now()
    const answered = connection.send(posts[i % posts.length]!)
    times.push((await heard) - begin)
    const { status, body } = await answered
    if (status !== 200) throw new Error(`toggle-ready: ${status} ${body}`)
  }
  return times
}

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

const SIDES = ['product', 'sameRows', 'oneRow'] as const
type Side = (typeof SIDES)[number]

const FLOORS = [
  { floor: 'sameRows', against: 'a commit of the same rows' },
  { floor: 'oneRow', against: 'a commit of one row' },
] as const

const floorSocket = ({ origin }: { origin: string }): Socket => io(origin, { auth: { room: '0' }, transports: ['websocket'] })

const inMs = (value: number): string => `${value.toFixed(2)} ms`

/**
 * POST toggle-ready → the doctor's socket hears `queue_updated`, against a bare Fastify, durable commit and Socket.IO emit:
 * a commit of the same rows as the product's, and one of a single row.
 */
export async function eventWay(): Promise<Finding[]> {
  await using product = await startProduct()
  const floor = new URL('floor-event.ts', import.meta.url)
  await using sameRows = await startFloor(floor, { FLOOR_PRACTICES: '1' })
  await using oneRow = await startFloor(floor)
  const { doctor, scheduleId, patients } = await openPractice(product, 10)

  const doctorSocket = io(product.url, { auth: { token: doctor.token }, transports: ['websocket'] })
  const sockets: Record<Side, Socket> = { product: doctorSocket, sameRows: floorSocket(sameRows), oneRow: floorSocket(oneRow) }
  await Promise.all(Object.values(sockets).map(connected))
  const ack = (await doctorSocket.emitWithAck('join_schedule', { scheduleId })) as { ok: boolean }
  if (!ack.ok) throw new Error(`join_schedule: ${JSON.stringify(ack)}`)

  const bearer = [`authorization: Bearer ${patients[4]!.token}`]
  const bodies = [{ isReady: true }, { isReady: false }]
  const all: Record<Side, number[]> = { product: [], sameRows: [], oneRow: [] }
  using stack = new DisposableStack()
  const side = async (name: Side, origin: string, path: string): Promise<() => Promise<number>> => {
    const connection = stack.use(await Connection.open(origin))
    const posts = bodies.map((body) => requestBytes('POST', new URL(origin).host, path, bearer, body))
    return async () => {
      const times = await timesOf(connection, sockets[name], posts)
      all[name].push(...times)
      return quantile(times, 0.5)
    }
  }
  const sides = {
    product: await side('product', product.url, `/patient/schedules/${scheduleId}/toggle-ready`),
    sameRows: await side('sameRows', sameRows.origin, '/0'),
    oneRow: await side('oneRow', oneRow.origin, '/0'),
  }
  await inTurns(4, sides)
  for (const name of SIDES) all[name].length = 0
  const rounds = await inTurns(ROUNDS, sides)
  for (const socket of Object.values(sockets)) socket.disconnect()

  return FLOORS.flatMap(({ floor: name, against }): Finding[] => {
    const p50 = compare(rounds.map((round) => ({ product: round.product, floor: round[name] })))
    const p99 = { product: quantile(all.product, 0.99), floor: quantile(all[name], 0.99) }
    const finding = (part: string, of: { product: number; floor: number }, value: number, aim: Finding['aim']): Finding => ({
      what: `event way, ${part}, against ${against}`,
      product: inMs(of.product),
      floor: inMs(of.floor),
      value,
      aim,
    })
    return [finding('p50', p50, p50.ratio, { atMost: 1.3 }), finding('p99', p99, p99.product / p99.floor, null)]
  })
}
