import { callMachine, EndReason } from '@medconsult/contract'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Histogram buckets in seconds, from cached reads up to the 2 s deadline and 5 s for passwords. */
const ANSWER_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5]
const SETUP_SECONDS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 60, 120]

/**
 * All metrics, in a registry per server. Label values are names from the contract or this table: never an id, an address
 * or user input.
 */
export function makeInstruments(version: string) {
  const registry = new Registry()
  const registers = [registry]
  const instruments = {
    registry,
    requests: new Histogram({
      name: 'medconsult_http_request_duration_seconds',
      help: 'HTTP requests by their route’s pattern, from the first byte read to the last one sent.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: ANSWER_SECONDS,
      registers,
    }),
    sockets: new Gauge({ name: 'medconsult_sockets', help: 'Socket.IO connections to this process.', registers }),
    practices: new Gauge({
      name: 'medconsult_practices',
      help: 'Practices that are ONLINE. From the store: every process reports the same.',
      labelNames: ['status'] as const,
      registers,
    }),
    queue: new Gauge({
      name: 'medconsult_queue_entries',
      help: 'Patients in the queues of all open practices. From the store: every process reports the same.',
      labelNames: ['status'] as const,
      registers,
    }),
    calls: new Gauge({
      name: 'medconsult_calls_open',
      help: 'Calls that have not ended, by their state. From the store: every process reports the same.',
      labelNames: ['status'] as const,
      registers,
    }),
    storeUp: new Gauge({ name: 'medconsult_store_up', help: '1 while the store answers, 0 while it is away.', registers }),
    callSteps: new Counter({
      name: 'medconsult_call_steps_total',
      help: 'Steps of calls that this process has committed; confirm, decline, cancel and expire are what becomes of an invitation.',
      labelNames: ['step'] as const,
      registers,
    }),
    callsEnded: new Counter({
      name: 'medconsult_calls_ended_total',
      help: 'Calls that this process has ended, by reason; NEVER_ACTIVE had no picture and no sound.',
      labelNames: ['reason'] as const,
      registers,
    }),
    notices: new Counter({
      name: 'medconsult_notices_total',
      help: 'What became of notices in this process: SENT, FAILED, DROPPED because their reason was gone, or AGAIN for an attempt that is repeated.',
      labelNames: ['kind', 'channel', 'outcome'] as const,
      registers,
    }),
    setup: new Histogram({
      name: 'medconsult_call_setup_seconds',
      help: 'From the patient’s acceptance to the first picture or sound.',
      buckets: SETUP_SECONDS,
      registers,
    }),
    events: new Histogram({
      name: 'medconsult_event_delay_seconds',
      help: 'From a commit until its events are handed to the sockets.',
      buckets: ANSWER_SECONDS,
      registers,
    }),
    store: new Histogram({
      name: 'medconsult_store_duration_seconds',
      help: 'The store’s answers by operation; a commit that lost its race is `lost`.',
      labelNames: ['operation', 'result'] as const,
      buckets: ANSWER_SECONDS,
      registers,
    }),
  }
  new Gauge({ name: 'medconsult_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set({ version }, 1)
  for (const step of Object.keys(callMachine)) instruments.callSteps.inc({ step }, 0)
  for (const reason of EndReason.options) instruments.callsEnded.inc({ reason }, 0)
  collectDefaultMetrics({ register: registry })
  return instruments
}
export type Instruments = ReturnType<typeof makeInstruments>
