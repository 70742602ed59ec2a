import { errors, REMIND_AGAIN_SECONDS, type ErrorCode, type Problem } from '@medconsult/contract'
import { StoreAway } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import { Invalid } from './parse.ts'

/** A refusal as an RFC 9457 problem, with Retry-After where waiting helps. */
interface ProblemReply {
  readonly problem: Problem
  readonly retryAfterSeconds: number | null
}

const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { RATE_LIMITED: 1, REMINDED_ALREADY: REMIND_AGAIN_SECONDS, STORE_AWAY: 2, BUSY: 1 }

/** Error codes of Fastify and of Node's HTTP parser. */
const FRAMEWORK: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  ERR_HTTP_REQUEST_TIMEOUT: 'TOO_SLOW',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

/** The contract code for anything thrown while serving a request; INTERNAL for unexpected errors. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code
  if (error instanceof Invalid) return 'INVALID'
  if (error instanceof StoreAway) return 'STORE_AWAY'
  if (typeof error !== 'object' || error === null) return 'INTERNAL'
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  const known = typeof code === 'string' ? FRAMEWORK[code] : undefined
  if (known !== undefined) return known
  if (statusCode === 404) return 'NOT_FOUND'
  if (statusCode === 413) return 'PAYLOAD_TOO_LARGE'
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? 'MALFORMED' : 'INTERNAL'
}

/** Converts anything thrown into a problem, which reveals only the contract's words, the invalid fields and the request id. */
export function problemOf(error: unknown, requestId: string): ProblemReply {
  const code = codeOf(error)
  const { status, title, detail } = errors[code]
  const refusal = error instanceof Refusal ? error : null
  const faults = error instanceof Invalid ? error.errors : refusal?.errors
  const problem: Problem = {
    type: 'about:blank',
    title,
    status,
    detail: refusal?.publicOrigin === undefined ? detail : `The clinic’s address is ${refusal.publicOrigin}. Open it there.`,
    code,
    requestId,
    ...(faults === undefined ? {} : { errors: [...faults] }),
    ...(refusal?.scheduleId === undefined ? {} : { scheduleId: refusal.scheduleId }),
    ...(refusal?.consent === undefined ? {} : { consent: refusal.consent }),
    ...(refusal?.publicOrigin === undefined ? {} : { publicOrigin: refusal.publicOrigin }),
  }
  return { problem, retryAfterSeconds: refusal?.retryAfterSeconds ?? RETRY_AFTER[code] ?? null }
}
