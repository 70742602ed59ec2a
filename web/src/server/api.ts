import { ApiError, LOGIN_HEADER, makeClient, type Client } from '@medconsult/contract'
import { routes, type Route, type RouteName } from '@medconsult/contract/routes'
import { boundedFetch } from './bounded-fetch.ts'
import { callTokenOf, dropCallToken } from './call-tokens.ts'
import { noteServerDate } from './clock.ts'
import { learnLogin, otherLogin, ownLoginId } from '../session/login.ts'
import { language } from '../ui/words/language.ts'
import { observable } from './observable.ts'
import { endSession } from '../session/session-end.ts'

/** Whether the last request got any answer, complete and in time. */
export const reachable = observable(true)
let answeredAt = 0
/** When the last answer arrived, by this machine's clock, in ms; 0 before the first. */
export const lastAnswerAt = (): number => answeredAt

const watchedFetch = async (input: string, init?: RequestInit): Promise<Response> => {
  try {
    const response = await boundedFetch(input, init)
    answeredAt = Date.now()
    reachable.set(true)
    noteServerDate(response.headers.get('date'))
    return response
  } catch (error) {
    if (!init?.signal?.aborted) reachable.set(false)
    throw error
  }
}

/** A request's credentials: the call's own token in a call, otherwise the cookie, which must still be this page's login. */
export function credentialsOf(name: RouteName, id: string | undefined): Readonly<Record<string, string>> {
  const token = (routes[name] as Route).isAboutCall && id !== undefined ? callTokenOf(id) : null
  if (token !== null) return { authorization: `Bearer ${token}` }
  const loginId = ownLoginId()
  return loginId === null ? {} : { [LOGIN_HEADER]: loginId }
}

/** The clinic’s texts come in the page’s language, which need not be the browser’s. */
const inLanguage = { 'accept-language': language }

const client = makeClient({
  baseUrl: '',
  fetch: watchedFetch,
  headers: (name, id) => ({ ...inLanguage, ...credentialsOf(name, id) }),
})
/** By the cookie, regardless of whose login it is. */
const asAnybody = makeClient({ baseUrl: '', fetch: watchedFetch })

let asking: Promise<unknown> | null = null

/** Whether the cookie's newer login is the same person's, so that this page can adopt it. Concurrent checks share one request. */
async function isSamePerson(): Promise<boolean> {
  asking ??= asAnybody('me')
    .then(learnLogin)
    .finally(() => {
      asking = null
    })
  await asking
  return !otherLogin.get()
}

/** A typed client of the server's routes, with the browser's login cookie. Throws `ApiError`; an ended login leads to the sign-in page. */
export const api: Client = async (name, ...rest) => {
  try {
    return await client(name, ...rest)
  } catch (error) {
    if (isRefusal(error, 'OTHER_LOGIN') && (await isSamePerson().catch(() => false))) return client(name, ...rest)
    if (!isRefusal(error, 'UNAUTHENTICATED')) throw error
    const { id } = (rest[0]?.params ?? {}) as { id?: string }
    if (id !== undefined && 'authorization' in credentialsOf(name, id)) {
      // The call's token is no longer valid: the login decides what follows.
      dropCallToken(id)
      return api(name, ...rest)
    }
    // A call that continues with its own token does not depend on the cookie.
    if (callTokenOf() === null) endSession('signed-out')
    throw error
  }
}

/** Whether `error` is this refusal. */
export const isRefusal = (error: unknown, code: ApiError['code']): error is ApiError => error instanceof ApiError && error.code === code
