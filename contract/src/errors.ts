import { ConsentText } from './people/consent.ts'
import { z } from './zod.ts'

/** Every refusal: its HTTP status, its title, and what to do about it. */
// prettier-ignore
export const errors = {
  MALFORMED: { status: 400, title: 'The request cannot be read', detail: 'Send valid JSON.' },
  UNKNOWN_CURSOR: { status: 400, title: 'Unknown position in the list', detail: '“before” must be the id of a row in this list. Start again without it.' },
  UNAUTHENTICATED: { status: 401, title: 'Not signed in', detail: 'Sign in and try again.' },
  BAD_CREDENTIALS: { status: 401, title: 'Not signed in', detail: 'E-mail or password is not right.' },
  WRONG_ROLE: { status: 403, title: 'Not for this role', detail: 'This is only for the other role.' },
  NOT_APPROVED: { status: 403, title: 'Not approved yet', detail: 'The clinic must approve this doctor’s account first.' },
  INVITED_ONLY: { status: 403, title: 'By invitation only', detail: 'This doctor sees people who have been sent a link of their own. Ask the clinic for one.' },
  ACCOUNT_ONLY: { status: 403, title: 'For accounts only', detail: 'This doctor sees people who have an account. Sign in or register.' },
  FOREIGN_ORIGIN: { status: 403, title: 'Foreign origin', detail: 'A change made with the browser’s cookie must come from this site. Programs send a bearer token.' },
  OTHER_LOGIN: { status: 409, title: 'Another login', detail: 'There is a newer sign-in in this browser. Read /auth/me without If-Login to see whose it is, then continue with that account or sign in again.' },
  NOT_FOUND: { status: 404, title: 'Not found', detail: 'It does not exist, or it is not yours.' },
  TOO_SLOW: { status: 408, title: 'Too slow', detail: 'The request took too long to arrive. Send it again.' },
  WRONG_STATE: { status: 409, title: 'Not possible now', detail: 'The current state does not allow this. Read it again.' },
  EMAIL_TAKEN: { status: 409, title: 'E-mail address already in use', detail: 'An account with this e-mail address already exists. Sign in instead.' },
  ACCOUNT_IN_USE: { status: 409, title: 'The account is in use', detail: 'End the practice or the call, or leave the queue, then close the account.' },
  NO_MAIL: { status: 409, title: 'No e-mail is sent here', detail: 'This clinic has not set up e-mail. Ask the clinic.' },
  ALREADY_ONLINE: { status: 409, title: 'Another practice is open', detail: 'You already have an open practice. End it first.' },
  CALL_OPEN: { status: 409, title: 'A call is open', detail: 'End the call first, or end the practice and the call together.' },
  SCHEDULE_NOT_ONLINE: { status: 409, title: 'The queue is closed', detail: 'This is possible only while the queue is open.' },
  PRACTICE_CLOSED: { status: 409, title: 'Closed now', detail: 'This practice is not open today. Come back when it is.' },
  ALREADY_SEEN: { status: 409, title: 'Already seen', detail: 'You have already been seen. The doctor can let you in again.' },
  CONSENT_NEEDED: { status: 409, title: 'Consent is needed', detail: 'Read the text in “consent” and agree to it first.' },
  INVITED: { status: 409, title: 'The doctor is calling', detail: 'Answer the call first.' },
  IN_CALL: { status: 409, title: 'In a call', detail: 'End the call first.' },
  QUEUE_ENDED: { status: 409, title: 'No longer in the queue', detail: 'This place is no longer in the queue.' },
  DOCTOR_BUSY: { status: 409, title: 'A call is already open', detail: 'You already have an open call or invitation. End it first.' },
  PATIENT_NOT_READY: { status: 409, title: 'The patient is not ready', detail: 'Remind the patient, or wait until they are ready.' },
  PATIENT_BUSY: { status: 409, title: 'The patient is busy', detail: 'Try again later.' },
  PEER_ID_MISSING: { status: 409, title: 'Not connected yet', detail: 'Both sides must join the call first.' },
  INVITATION_EXPIRED: { status: 410, title: 'The invitation ran out', detail: 'Turn Ready on again when you can talk.' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'Too large', detail: 'Send less data in one request.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Unsupported media type', detail: 'Send application/json.' },
  INVALID: { status: 422, title: 'Not valid', detail: 'Correct the fields named in “errors”.' },
  HEADERS_TOO_LARGE: { status: 431, title: 'Headers too large', detail: 'Send fewer or shorter headers; cookies count too.' },
  RATE_LIMITED: { status: 429, title: 'Too many requests', detail: 'Wait for the time given in Retry-After, then try again.' },
  MOVED_TOO_OFTEN: { status: 429, title: 'Too many changes', detail: 'You have joined, left, switched Ready or changed devices too often in a short time. Wait for the time given in Retry-After, then try again.' },
  REMINDED_ALREADY: { status: 429, title: 'Already reminded', detail: 'A patient can be reminded once a minute.' },
  INTERNAL: { status: 500, title: 'Something went wrong on the server', detail: 'Give the clinic the request id.' },
  STORE_AWAY: { status: 503, title: 'Not available now', detail: 'The data cannot be reached at the moment. Try again shortly.' },
  BUSY: { status: 503, title: 'Very busy', detail: 'Nothing was changed. Try again shortly.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>

export type ErrorCode = keyof typeof errors
export const ErrorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]).meta({ id: 'ErrorCode' })

/** RFC 9457. `scheduleId` names the open practice with ALREADY_ONLINE, `publicOrigin` the clinic's address with FOREIGN_ORIGIN, `consent` what to agree to with CONSENT_NEEDED. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: ErrorCode,
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    scheduleId: z.string().optional(),
    publicOrigin: z.string().optional(),
    consent: ConsentText.optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
