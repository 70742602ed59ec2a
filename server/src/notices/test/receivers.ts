import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttp, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SMTPServer } from 'smtp-server'
import { testCertificate } from './certificate.ts'

/** What arrived by SMTP. */
export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly source: string
}

interface MailServerOptions {
  /** The reply to a receiver; null: taken. */
  readonly refuses?: (address: string) => number | null
  /** The reply to a message; null: taken. Called once it is read. */
  readonly afterMessage?: () => Promise<number | null>
}

const failure = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode })

/** A mail server that keeps what it receives. */
export async function startMailServer({ refuses = () => null, afterMessage = async () => null }: MailServerOptions = {}) {
  const received: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _, callback) {
      const code = refuses(address)
      callback(code === null ? null : failure(code))
    },
    onData(stream, { envelope }, callback) {
      const take = async (): Promise<void> => {
        const source = await text(stream)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source })
        const code = await afterMessage()
        callback(code === null ? null : failure(code))
      }
      void take()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(resolve)
      }),
  }
}

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

async function listening(server: Server, scheme: string, received: Received[]) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    url: `${scheme}://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

interface Reply {
  readonly status: number
  readonly headers?: Record<string, string>
}

const receiver =
  (received: Received[], reply: (path: string) => Reply | Promise<Reply>): RequestListener =>
  (request, response) => {
    const take = async (): Promise<void> => {
      const path = request.url ?? ''
      received.push({ path, headers: request.headers, body: await buffer(request) })
      const { status, headers } = await reply(path)
      response.writeHead(status, headers).end()
    }
    void take()
  }

/** A service that takes HTTP requests, such as for SMS. */
export async function startHttpReceiver(reply: (path: string) => Reply | Promise<Reply> = () => ({ status: 200 })) {
  const received: Received[] = []
  return listening(createHttp(receiver(received, reply)), 'http', received)
}

/** A push service with a certificate that this process alone trusts from now on. */
export async function startPushService(reply: (path: string) => Reply | Promise<Reply> = () => ({ status: 201 })) {
  setDefaultCACertificates([...getCACertificates('default'), testCertificate.cert])
  const received: Received[] = []
  return listening(createHttps(testCertificate, receiver(received, reply)), 'https', received)
}

/** A browser's subscription, and what decrypts the messages to it (RFC 8291, RFC 8188). */
export function makeBrowser(endpoint: string) {
  const own = createECDH('prime256v1')
  const [publicKey, auth] = [own.generateKeys(), randomBytes(16)]
  return {
    subscription: { endpoint, keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') } },
    decrypt(body: Buffer): unknown {
      const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
      const [server, sealed] = [body.subarray(21, 21 + idLength), body.subarray(21 + idLength)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, server])
      const secret = Buffer.from(hkdfSync('sha256', own.computeSecret(server), auth, info, 32))
      const derive = (what: string, length: number): Buffer =>
        Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${what}\0`, length))
      const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
      decipher.setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString())
    },
  }
}
