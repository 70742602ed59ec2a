import { rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runCommand, type Answer, type Operator } from './commands.ts'

/** The longest socket path that every system allows. */
const MAX_PATH_BYTES = 103

/** Time limit for a command: a backup of gigabytes takes minutes. */
const PATIENCE_MS = 600_000

/** The path of a running server's socket for the operator's commands; null if DATA_DIR's path is too long. */
export function adminSocketPath(dataDir: string): string | null {
  const path = join(dataDir, 'admin.sock')
  return Buffer.byteLength(path) > MAX_PATH_BYTES ? null : path
}

/** Serves the operator's commands to this user only. The caller holds DATA_DIR, so no other process uses an existing socket. */
export async function openAdminSocket(path: string, operator: Operator, failed: (error: unknown) => void): Promise<AsyncDisposable> {
  const server = createServer((req, res) => {
    const answer = async (): Promise<Answer> => {
      try {
        return await runCommand(operator, JSON.parse(await text(req)) as string[])
      } catch (error) {
        failed(error)
        return { exitCode: 1, lines: ['The server could not do this; its log says why.'] }
      }
    }
    void answer().then((it) => res.end(JSON.stringify(it)))
  })
  rmSync(path, { force: true })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  const umask = process.umask(0o177)
  try {
    server.listen(path, resolve)
  } finally {
    process.umask(umask)
  }
  await promise
  return {
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** A system without free handles accepts a connection and closes it, without reporting it to either side. */
const CLOSED =
  'The running server accepted the connection and closed it without an answer: it has no file handles left (raise LimitNOFILE= or restart it), or it is stopping.'

/** Sends a command to a running server; null if none is listening. */
export async function askServer(path: string, args: readonly string[]): Promise<Answer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer | null>()
  const req = request({ socketPath: path, method: 'POST', timeout: PATIENCE_MS }, (res) => {
    text(res).then((body) => resolve(JSON.parse(body) as Answer), reject)
  })
  req.on('timeout', () => req.destroy(new Error('the server did not answer within 10 minutes')))
  req.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null)
    else reject(['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? new Error(CLOSED, { cause: error }) : error)
  })
  req.end(JSON.stringify(args))
  return promise
}
