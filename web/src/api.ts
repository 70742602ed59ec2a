import { ApiError, makeClient, routes } from '@medconsult/contract'
import { noteServerDate } from './clock.ts'
import { observable } from './observable.ts'
import { endSession } from './session-end.ts'

/** Whether the last request got an answer of any kind. */
export const reachable = observable(true)

const watchedFetch: typeof fetch = async (input, init) => {
  try {
    const response = await globalThis.fetch(input, init)
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

/** The server's sentence for a refusal, or a plain one. */
export const sentenceOf = (error: unknown): string => (error instanceof ApiError ? error.message : 'Something did not work. Try again.')

/** Whether `error` is this refusal. */
export const isRefusal = (error: unknown, code: ApiError['code']): error is ApiError => error instanceof ApiError && error.code === code
