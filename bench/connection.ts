import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: string
}

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

const END_OF_HEAD = '\r\n\r\n'

/** The bytes of a request. `headers` are complete lines without line breaks. */
export function requestBytes(method: string, host: string, path: string, headers: readonly string[], body?: unknown): Buffer {
  const json = body === undefined ? null : JSON.stringify(body)
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, 'accept: application/json', ...headers]
  if (json !== null) lines.push('content-type: application/json')
  if (method !== 'GET') lines.push(`content-length: ${Buffer.byteLength(json ?? '')}`)
  return Buffer.from(lines.join('\r\n') + END_OF_HEAD + (json ?? ''))
}

/**
 * One keep-alive HTTP/1.1 connection with one request at a time. It parses only the status and the content length,
 * so that the client costs little compared with the server it measures. Responses need a content-length.
 */
export class Connection implements Disposable {
  readonly #socket: Socket
  #waiting: Waiting | null = null
  #read: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')))
  }

  static async open(origin: string): Promise<Connection> {
    const { hostname, port } = new URL(origin)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return new Connection(socket)
  }

  send(bytes: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (!this.#socket.writable) throw new Error('the server has closed the connection: it was idle for too long')
      this.#waiting = { resolve, reject }
      this.#socket.write(bytes)
    })
  }

  /** The body of a successful response. Throws on any other status. */
  async done(bytes: Buffer): Promise<string> {
    const { status, body } = await this.send(bytes)
    if (status >= 300) throw new Error(`${bytes.toString('latin1', 0, bytes.indexOf('\r'))}: ${status} ${body}`)
    return body
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    const headEnd = this.#read.indexOf(END_OF_HEAD)
    if (headEnd === -1) return
    const head = this.#read.toString('latin1', 0, headEnd)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
    const end = headEnd + END_OF_HEAD.length + length
    if (this.#read.length < end) return
    const answer = { status: Number(head.slice(9, 12)), body: this.#read.toString('utf8', headEnd + END_OF_HEAD.length, end) }
    const waiting = this.#waiting
    this.#waiting = null
    this.#read = Buffer.alloc(0)
    if (Number.isNaN(length)) waiting?.reject(new Error(`a response without content-length: ${head}`))
    else waiting?.resolve(answer)
  }
}
