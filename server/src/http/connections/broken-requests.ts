import type { Socket } from 'node:net'
import { endWithProblem } from './end-with-problem.ts'
import type { Turns } from './turns.ts'

/** Hears of bytes that are no HTTP request, have too large a head, or came too slowly: a problem, then the end of the connection. */
type AnswerBroken = (error: Error & { code?: string }, socket: Socket) => void

/** Answers what is broken after the whole requests before it on the same connection, whose answers it leaves alone. */
export function makeBrokenRequests({ newestOf }: Pick<Turns, 'newestOf'>): AnswerBroken {
  const answered = new WeakSet<Socket>()
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    if (answered.has(socket)) return
    answered.add(socket)
    const exchange = newestOf(socket)
    if (!exchange) return end(socket, error)
    const { request, response, before } = exchange
    // What is broken is the body of the newest, or what came after it.
    const isOwnBody = !request.complete
    const last = isOwnBody ? before : response
    const finish = (): void => {
      if (isOwnBody && response.headersSent) socket.end()
      else end(socket, error)
    }
    if (last && !last.writableFinished && !last.destroyed) last.once('close', finish)
    else finish()
  }
}

function end(socket: Socket, { code }: { code?: string }): void {
  if (socket.writable) endWithProblem(socket, { code, statusCode: 400 })
}
