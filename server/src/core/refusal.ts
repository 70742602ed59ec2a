import type { ConsentText, ErrorCode, Fault } from '@medconsult/contract'

/** An expected refusal: a code of the contract. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly scheduleId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** With FOREIGN_ORIGIN: the address that is not foreign. */
  readonly publicOrigin: string | undefined
  /** With CONSENT_NEEDED: what to agree to. */
  readonly consent: ConsentText | undefined
  /** With INVALID: what is wrong in which field, in the format of schema errors. */
  readonly errors: readonly Fault[] | undefined

  constructor(
    code: ErrorCode,
    more: { scheduleId?: string; retryAfterSeconds?: number; publicOrigin?: string; consent?: ConsentText; errors?: readonly Fault[] } = {},
  ) {
    super(code)
    this.code = code
    this.scheduleId = more.scheduleId
    this.retryAfterSeconds = more.retryAfterSeconds
    this.publicOrigin = more.publicOrigin
    this.consent = more.consent
    this.errors = more.errors
  }
}
