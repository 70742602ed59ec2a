import { io, type Socket } from 'socket.io-client'
import { startFloor } from './child.ts'
import { openPractice } from './clinic.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startProduct } from './product.ts'
import { compare, inRounds, quantile } from './statistics.ts'

const ROUNDS = 20
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

/** POST toggle-ready → the doctor's socket hears `queue_updated`, against a bare POST, durable commit and Socket.IO emit. */
export async function eventWay(): Promise<Finding[]> {
  await using product = await startProduct()
  await using floor = await startFloor(new URL('floor-event.ts', import.meta.url))
  const { doctor, scheduleId, patients } = await openPractice(product, 10)
  const patient = patients[4]!

  const doctorSocket = io(product.url, { auth: { token: doctor.token }, transports: ['websocket'] })
  const floorSocket = io(floor.origin, { auth: { room: 'doctor' }, transports: ['websocket'] })
  await Promise.all([connected(doctorSocket), connected(floorSocket)])
  const ack = (await doctorSocket.emitWithAck('join_schedule', { scheduleId })) as { ok: boolean }
  if (!ack.ok) throw new Error(`join_schedule: ${JSON.stringify(ack)}`)

  using toProduct = await Connection.open(product.url)
  using toFloor = await Connection.open(floor.origin)
  const path = `/patient/schedules/${scheduleId}/toggle-ready`
  const bearer = [`authorization: Bearer ${patient.token}`]
  const bodies = [{ isReady: true }, { isReady: false }]
  const productPosts = bodies.map((body) => requestBytes('POST', new URL(product.url).host, path, bearer, body))
  const floorPosts = bodies.map((body) => requestBytes('POST', new URL(floor.origin).host, '/doctor', bearer, body))

  const all: { floor: number[]; product: number[] } = { floor: [], product: [] }
  const side = (name: 'floor' | 'product') => async (): Promise<number> => {
    const times = await (name === 'floor' ? timesOf(toFloor, floorSocket, floorPosts) : timesOf(toProduct, doctorSocket, productPosts))
    all[name].push(...times)
    return quantile(times, 0.5)
  }
  await inRounds(4, side('floor'), side('product'))
  all.floor.length = all.product.length = 0
  const p50 = compare(await inRounds(ROUNDS, side('floor'), side('product')))
  doctorSocket.disconnect()
  floorSocket.disconnect()
  const [floorP99, productP99] = [quantile(all.floor, 0.99), quantile(all.product, 0.99)]
  return [
    {
      what: 'event way, p50',
      product: `${p50.product.toFixed(2)} ms`,
      floor: `${p50.floor.toFixed(2)} ms`,
      value: p50.ratio,
      aim: { atMost: 1.3 },
    },
    {
      what: 'event way, p99',
      product: `${productP99.toFixed(2)} ms`,
      floor: `${floorP99.toFixed(2)} ms`,
      value: productP99 / floorP99,
      aim: null,
    },
  ]
}
