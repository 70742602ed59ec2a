import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Socket as Connection } from 'node:net'
import { SOCKET_PATH } from '@medconsult/contract'
import type { Server } from 'socket.io'
import { answerProblem, endWithProblem } from '../http/connections/end-with-problem.ts'
import type { CountUnguarded } from '../http/unguarded-rate.ts'
import { API_HEADERS } from '../http/security-headers.ts'

/** A request as Engine.IO extends it: `res` unless it is an upgrade, `websocket` after the upgrade. */
type Asked = IncomingMessage & {
  readonly res?: ServerResponse
  readonly websocket?: object
  readonly _query: Readonly<Record<string, string>>
}

/**
 * Gives Engine.IO's own responses the usual headers and anonymous requests the usual rate. Upgrades to any other path are
 * not found.
 */
export function guardEngine(io: Server, httpServer: HttpServer, countUnguarded: CountUnguarded): void {
  const { engine } = io
  const isKnown = ({ _query: { sid } }: Asked): boolean => sid !== undefined && Object.hasOwn(clientsOf(engine), sid)
  engine.use((req: Asked, res: Pick<ServerResponse, 'setHeader'>, next: () => void) => {
    for (const [name, value] of Object.entries(API_HEADERS)) res.setHeader(name, value)
    try {
      // Requests of an existing connection are counted there.
      if (!isKnown(req)) countUnguarded(req)
    } catch (error) {
      if (req.res === undefined) refuseUpgrade(req.socket, error)
      else answerProblem(req.res, error)
      return
    }
    next()
  })
  engine.on('connection_error', ({ req }: { req: Asked }) => {
    if (req.res === undefined && req.websocket === undefined) refuseUpgrade(req.socket, { statusCode: 400 })
  })
  httpServer.on('upgrade', ({ url, socket }: IncomingMessage) => {
    if (url?.startsWith(`${SOCKET_PATH}/`) !== true) refuseUpgrade(socket, { statusCode: 404 })
  })
}

/** After an upgrade Node no longer handles errors of the connection. */
export function refuseUpgrade(connection: Connection, error: unknown): void {
  connection.on('error', () => undefined)
  if (connection.writable) endWithProblem(connection, error)
  connection.destroySoon()
}

const clientsOf = (engine: unknown): object => (engine as { readonly clients: object }).clients
