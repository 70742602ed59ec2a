import type { FastifyInstance } from 'fastify'
import type { Change, Store } from '../store/store.ts'
import { makeInstruments } from './instruments.ts'
import { listenForMetrics } from './listen.ts'
import { readTotals } from './read-totals.ts'
import { timedStore } from './timed-store.ts'
import { watchCalls } from './watch-calls.ts'

/** All asset files share one route label, since their names change with every build. */
const patternOf = (url: string | undefined): string => (url === undefined ? 'none' : url.replace(/^\/assets\/.*/, '/assets/*'))

type Announce = (changes: readonly Change[]) => void

/**
 * Measures a server by wrapping its parts. Loaded only if METRICS_PORT is set, so that without it requests pay nothing.
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
    /** Wraps `announce` to time it from the commit of the same changes. */
    announce:
      (announce: Announce): Announce =>
      (changes) => {
        announce(changes)
        const since = changes[0] && committedAt.get(changes[0])
        if (since !== undefined) events.observe((performance.now() - since) / 1000)
      },
    /** Times requests to all routes mounted after this call. */
    watchRequests(app: FastifyInstance): void {
      app.addHook('onResponse', (request, reply, done) => {
        const route = patternOf(request.routeOptions.url)
        requests.observe({ method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1000)
        done()
      })
    },
    countNotice: (labels: { kind: string; channel: string; outcome: string }): void => instruments.notices.inc(labels),
    watchSockets(count: () => number): void {
      countSockets = count
    },
    /** Serves `/metrics` at an address. Throws `ConfigError` if the port is not available. */
    listen: (host: string, failed: (error: unknown) => void) => listenForMetrics({ port, host, text, failed }),
  }
}
