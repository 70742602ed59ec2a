import { ApiError, makeClient, routes } from '@medconsult/contract'
import { boundedFetch } from './bounded-fetch.ts'
import { noteServerDate } from './clock.ts'
import { observable } from './observable.ts'
import { endSession } from './session-end.ts'
import { secondsLong } from './ui/format.ts'

/** Whether the last request got an answer of any kind, whole and in time. */
export const reachable = observable(true)
let answeredAt = 0
/** When the last answer came, by this machine's clock, in ms; 0 before the first. */
export const lastAnswerAt = (): number => answeredAt

const watchedFetch = async (input: string, init?: RequestInit): Promise<Response> => {
  try {
    const response = await boundedFetch(input, init)
    answeredAt = Date.now()
    reachable.set(true)
    noteServerDate(response.headers.get('date'))
    // At sign-in itself a 401 only means a wrong password.
    if (response.status === 401 && input !== routes.login.path) endSession('signed-out')
    return response
  } catch (error) {
    if (!init?.signal?.aborted) reachable.set(false)
    throw error
  }
}

/** The server's routes, with the browser's login cookie. Throws `ApiError`; a login that has ended leads to the sign-in page. */
export const api = makeClient({ baseUrl: '', fetch: watchedFetch })

/** The server's sentence for a refusal, put for a person where it speaks to programs. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something did not work. Try again.'
  return forPeople[error.code]?.(error) ?? error.message
}

const wait = ({ retryAfterSeconds }: ApiError): string =>
  retryAfterSeconds === null ? 'Try again in a moment.' : `Try again in ${secondsLong(retryAfterSeconds)}.`

const forPeople: Partial<Record<ApiError['code'], (error: ApiError) => string>> = {
  RATE_LIMITED: (error) => `Too many tries. ${wait(error)}`,
  MOVED_TOO_OFTEN: (error) => `You have changed this many times in a short while. ${wait(error)}`,
  STORE_AWAY: (error) => `The clinic’s data cannot be reached now. ${wait(error)}`,
  BUSY: (error) => `Nothing was changed. ${wait(error)}`,
  WRONG_STATE: () => 'This has changed meanwhile. Look at the page again.',
  INTERNAL: ({ problem }) => `Something is wrong on the server. Tell the clinic this number: ${problem?.requestId ?? ''}`,
  UNREACHABLE: () => 'The clinic cannot be reached. Try again in a moment.',
}

/** Whether `error` is this refusal. */
export const isRefusal = (error: unknown, code: ApiError['code']): error is ApiError => error instanceof ApiError && error.code === code
