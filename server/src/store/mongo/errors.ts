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

/** The cause of a failed bulk write, such as a cut connection, which the driver wraps. */
export const unwrapped = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error

/** Whether a unique key or an id is taken. */
export const isTaken = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11000

/** Whether the server reports that the transaction did not happen, so that it may be repeated as a whole. */
export const isUndone = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError)

/** Whether authentication or authorization failed; hosted servers use code 8000. */
export const isUnwelcome = (error: unknown): boolean => error instanceof MongoServerError && [13, 18, 8000].includes(Number(error.code))

/** Error codes of a server that cannot serve now: no primary, stopping, timeout, no majority, disk full. */
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
/** The driver's messages for a closed client; its other API errors are our own mistakes. */
const CLOSED = [MongoNotConnectedError, MongoTopologyClosedError, MongoClientClosedError, MongoServerClosedError, MongoExpiredSessionError]

/** Node's error codes for a connection that was just cut. The driver lets them through if it was about to write. */
const CUT: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_SOCKET_CLOSED'])

/** Whether a connection was cut at that moment; the driver does not retry in this case. */
export const isCut = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof MongoError) && CUT.has((error as NodeJS.ErrnoException).code)

/** Whether an error means that the store cannot serve now, as opposed to a fault of the caller. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof MongoError)) return isCut(error)
  if (error instanceof MongoServerError) return AWAY.has(error.code) || AWAY_LABELS.some((label) => error.hasErrorLabel(label))
  if (error instanceof MongoNetworkError || error instanceof MongoSystemError) return true
  if (CLOSED.some((kind) => error instanceof kind)) return true
  return error instanceof MongoDriverError && !(error instanceof MongoAPIError) && !(error instanceof MongoParseError)
}
