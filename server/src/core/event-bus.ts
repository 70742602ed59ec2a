import type { ServerEvent, ServerPayload } from '@medconsult/contract'

/** Emits to several rooms; a socket in two of them receives the event once. */
export type Emit = <E extends ServerEvent>(event: E, payload: ServerPayload<E>, to: readonly string[], except?: readonly string[]) => void

/** What delivers events to sockets. */
export interface EventSink {
  readonly emit: Emit
  /** A login was ended: its sockets are notified and closed. */
  readonly closeLogin: (loginId: string, reason: 'revoked' | 'moved') => void
}

/** Publishers emit on it, whether or not a sink is attached yet: an event that nobody receives costs latency, never truth. */
export interface EventBus extends EventSink {
  readonly attach: (sink: EventSink) => void
}

export function makeEventBus(): EventBus {
  const sinks: EventSink[] = []
  return {
    emit: (...event) => {
      for (const sink of sinks) sink.emit(...event)
    },
    closeLogin: (loginId, reason) => {
      for (const sink of sinks) sink.closeLogin(loginId, reason)
    },
    attach: (sink) => void sinks.push(sink),
  }
}
