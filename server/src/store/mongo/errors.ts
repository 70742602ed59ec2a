import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoDriverError,
  MongoError,
  MongoErrorLabel,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoParseError,
  MongoServerClosedError,
  MongoServerError,
  MongoSystemError,
  MongoTopologyClosedError,
} from 'mongodb'

/** What stopped a bulk write, a cut connection for one: the driver wraps it. */
export const unwrapped = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error

/** A unique key, or an id, is taken. */
export const isTaken = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11000

/** The server knows that this transaction has not happened: it may be tried again as a whole. */
export const isUndone = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError)

/** The server does not let this user in, or not do this: 8000 is what hosted servers answer. */
export const isUnwelcome = (error: unknown): boolean => error instanceof MongoServerError && [13, 18, 8000].includes(Number(error.code))

/** What a server answers that cannot serve now: no primary, stopping, out of time, no majority, no room. */
const awayCodes = {
  HostUnreachable: 6,
  HostNotFound: 7,
  Unauthorized: 13,
  AuthenticationFailed: 18,
  LockTimeout: 24,
  CursorNotFound: 43,
  MaxTimeMSExpired: 50,
  WriteConcernTimeout: 64,
  NetworkTimeout: 89,
  ShutdownInProgress: 91,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  ReadConcernMajorityNotAvailableYet: 134,
  PrimarySteppedDown: 189,
  NetworkInterfaceExceededTimeLimit: 202,
  CursorKilled: 237,
  SnapshotTooOld: 239,
  SnapshotUnavailable: 246,
  NoSuchTransaction: 251,
  ExceededTimeLimit: 262,
  TransactionExceededLifetimeLimitSeconds: 290,
  SocketException: 9001,
  LegacyNotPrimary: 10058,
  NotWritablePrimary: 10107,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  InterruptedDueToReplStateChange: 11602,
  StaleConfig: 13388,
  NotPrimaryNoSecondaryOk: 13435,
  NotPrimaryOrSecondary: 13436,
  OutOfDiskSpace: 14031,
} as const
const AWAY: ReadonlySet<unknown> = new Set(Object.values(awayCodes))
const AWAY_LABELS = [
  MongoErrorLabel.RetryableWriteError,
  MongoErrorLabel.TransientTransactionError,
  MongoErrorLabel.UnknownTransactionCommitResult,
  MongoErrorLabel.SystemOverloadedError,
]
/** The driver's words for “closed”; its other API errors are mistakes of ours. */
const CLOSED = [MongoNotConnectedError, MongoTopologyClosedError, MongoClientClosedError, MongoServerClosedError, MongoExpiredSessionError]

/** What Node says of a connection that has just been cut. The driver lets it through where it was about to write. */
const CUT: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_SOCKET_CLOSED'])

/** A connection that was cut just then; the driver tries nothing again for it. */
export const isCut = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof MongoError) && CUT.has((error as NodeJS.ErrnoException).code)

/** Whether an error means that the store cannot serve now: its trouble, never the caller's. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof MongoError)) return isCut(error)
  if (error instanceof MongoServerError) return AWAY.has(error.code) || AWAY_LABELS.some((label) => error.hasErrorLabel(label))
  if (error instanceof MongoNetworkError || error instanceof MongoSystemError) return true
  if (CLOSED.some((kind) => error instanceof kind)) return true
  return error instanceof MongoDriverError && !(error instanceof MongoAPIError) && !(error instanceof MongoParseError)
}
