import type { Logger } from 'pino'
import type { Config } from '../process/config.ts'
import type { Store } from '../store/store.ts'

export interface ServerOptions {
  /** Instead of DATA_DIR's; the caller disposes of it. */
  readonly store?: Store
  /** An empty clinic begins in a data folder that had data. */
  readonly isNew?: boolean
  readonly log?: Logger
  /** Where the built web app is. */
  readonly dist?: string
  readonly now?: () => Date
  /** How long a request may take to arrive, and a connection to sign in. */
  readonly requestTimeoutMs?: number
  readonly connectTimeoutMs?: number
}

/** What each step of the start is given. */
export interface Start {
  readonly config: Config
  readonly options: ServerOptions
  readonly log: Logger
  readonly now: () => Date
  readonly version: string
  readonly startedAt: Date
  readonly processId: string
  /** Other processes may serve the same store. */
  readonly isShared: boolean
  /** What is opened is closed in the reverse order. */
  readonly stack: AsyncDisposableStack
  /** Logs what a work of this name throws. */
  readonly failed: (work: string) => (error: unknown) => void
}
