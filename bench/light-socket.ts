import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const END_OF_HEAD = '\r\n\r\n'
const TEXT = 0x1
const CLOSE = 0x8

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * Socket.IO's protocol on a bare websocket, so that thousands of clients cost little compared with the server they measure.
 * Reads only unfragmented text frames, which is what Socket.IO sends without compression, and masks with zeros, which is valid.
 */
export class LightSocket implements Disposable {
  /** Called with each event's name and its payload, as JSON text. */
  onEvent: (event: string, payload: string) => void = () => undefined
  /** Called when the socket is gone, unless it was disposed of. */
  onLost: (error: Error) => void = () => undefined
  /** Number of pings answered. */
  pings = 0
  readonly #socket: Socket
  readonly #auth: unknown
  readonly #opening: Waiting
  readonly #acks = new Map<number, Waiting>()
  #asked = 0
  #isUpgraded = false
  #read: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket, auth: unknown, opening: Waiting) {
    this.#socket = socket
    this.#auth = auth
    this.#opening = opening
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the socket')))
  }

  /** Connects and signs in with `auth`, as Socket.IO's clients call it. Throws the server's refusal. */
  static async open(origin: string, auth: unknown): Promise<LightSocket> {
    const { hostname, port, host } = new URL(origin)
    const socket = connect({ port: Number(port), host: hostname, family: 4 })
    await once(socket, 'connect')
    return new Promise((resolve, reject) => {
      const light: LightSocket = new LightSocket(socket, auth, { resolve: () => resolve(light), reject })
      const head = [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `host: ${host}`,
        'connection: Upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
      ]
      socket.write(head.join('\r\n') + END_OF_HEAD)
    })
  }

  /** Resolves with the first value of the acknowledgement. */
  ask(event: string, payload: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#asked++
      this.#acks.set(id, { resolve, reject })
      this.#send(`42${id}${JSON.stringify([event, payload])}`)
    })
  }

  [Symbol.dispose](): void {
    this.onLost = () => undefined
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.onLost(error)
    this.#opening.reject(error)
    for (const { reject } of this.#acks.values()) reject(error)
    this.#acks.clear()
  }

  #take(chunk: Buffer): void {
    let rest = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    if (!this.#isUpgraded) {
      const end = rest.indexOf(END_OF_HEAD)
      if (end !== -1 && !rest.toString('latin1', 0, 12).endsWith(' 101')) this.#socket.destroy()
      if (end !== -1) {
        this.#isUpgraded = true
        rest = rest.subarray(end + END_OF_HEAD.length)
      }
    }
    while (this.#isUpgraded) {
      const frame = frameOf(rest)
      if (frame === null) break
      if (frame.opcode === CLOSE) this.#socket.destroy()
      else this.#packet(rest.toString('utf8', frame.from, frame.to))
      rest = rest.subarray(frame.to)
    }
    this.#read = rest
  }

  #packet(text: string): void {
    if (text.startsWith('42')) {
      const end = text.indexOf('"', 4)
      this.onEvent(text.slice(4, end), text.slice(end + 2, -1))
    } else if (text === '2') {
      this.pings++
      this.#send('3')
    } else if (text.startsWith('0')) this.#send(`40${JSON.stringify(this.#auth)}`)
    else if (text.startsWith('40')) this.#opening.resolve(null)
    else if (text.startsWith('43')) {
      const end = text.indexOf('[')
      const id = Number(text.slice(2, end))
      this.#acks.get(id)?.resolve((JSON.parse(text.slice(end)) as unknown[])[0])
      this.#acks.delete(id)
    } else if (text.startsWith('44')) this.#fail(new Error(`the server refused: ${text.slice(2)}`))
  }

  #send(text: string): void {
    const payload = Buffer.from(text)
    if (payload.length > 0xffff) throw new Error('the payload is too long for a light socket')
    const head = payload.length < 126 ? [payload.length | 0x80] : [126 | 0x80, payload.length >> 8, payload.length & 0xff]
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | TEXT, ...head, 0, 0, 0, 0]), payload]))
  }
}

/** The first frame of a server's bytes, which are unmasked; null if it is incomplete. RFC 6455, 5.2. */
function frameOf(bytes: Buffer): { opcode: number; from: number; to: number } | null {
  if (bytes.length < 2) return null
  const short = bytes[1]!
  const from = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < from) return null
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return bytes.length < from + length ? null : { opcode: bytes[0]! & 0x0f, from, to: from + length }
}
