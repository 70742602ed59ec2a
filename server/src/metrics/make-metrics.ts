import type { FastifyInstance } from 'fastify'
import type { Change, Store } from '../store/store.ts'
import { makeInstruments } from './instruments.ts'
import { listenForMetrics } from './listen.ts'
import { readTotals } from './read-totals.ts'
import { timedStore } from './timed-store.ts'
import { watchCalls } from './watch-calls.ts'

/** A page’s files are one kind of request, whatever a build has named them. */
const patternOf = (url: string | undefined): string => (url === undefined ? 'none' : url.replace(/^\/assets\/.*/, '/assets/*'))

type Announce = (changes: readonly Change[]) => void

/**
 * What is measured of one server, by wrapping what it is made of. Read only where METRICS_PORT is set: without, nothing
 * of this is loaded, and nothing stands between a request and its answer.
 */
export function makeMetrics(opened: Store, version: string, port: number) {
  const instruments = makeInstruments(version)
  const { registry, requests, sockets, events } = instruments
  const calls = watchCalls(instruments)
  const committedAt = new WeakMap<Change, number>()
  let countSockets: (() => number) | undefined
  const text = async (): Promise<string> => {
    sockets.set(countSockets?.() ?? 0)
    await readTotals(opened, instruments)
    return registry.metrics()
  }
  return {
    store: timedStore(opened, instruments, (changes) => {
      calls(changes)
      const [first] = changes
      if (first !== undefined) committedAt.set(first, performance.now())
    }),
    /** As given, and timed from the commit of the same changes. */
    announce:
      (announce: Announce): Announce =>
      (changes) => {
        announce(changes)
        const since = changes[0] && committedAt.get(changes[0])
        if (since !== undefined) events.observe((performance.now() - since) / 1000)
      },
    /** Times every request to routes that are mounted from now on. */
    watchRequests(app: FastifyInstance): void {
      app.addHook('onResponse', (request, reply, done) => {
        const route = patternOf(request.routeOptions.url)
        requests.observe({ method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1000)
        done()
      })
    },
    watchSockets(count: () => number): void {
      countSockets = count
    },
    /** Serves `/metrics` at an address. Throws `ConfigError` where the port cannot be had. */
    listen: (host: string, failed: (error: unknown) => void) => listenForMetrics({ port, host, text, failed }),
  }
}
