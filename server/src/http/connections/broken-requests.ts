import type { Socket } from 'node:net'
import { endWithProblem } from './end-with-problem.ts'
import type { Turns } from './turns.ts'

/** Handles input that is not HTTP, has too large a head or arrives too slowly: sends a problem, then ends the connection. */
type AnswerBroken = (error: Error & { code?: string }, socket: Socket) => void

/** Answers a broken request after the complete requests before it on the same connection, without affecting their responses. */
export function makeBrokenRequests({ newestOf }: Pick<Turns, 'newestOf'>): AnswerBroken {
  const answered = new WeakSet<Socket>()
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    if (answered.has(socket)) return
    answered.add(socket)
    const exchange = newestOf(socket)
    if (!exchange) return end(socket, error)
    const { request, response, before } = exchange
    // Either the body of the newest request is broken, or what follows it.
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
