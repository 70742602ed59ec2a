import type { ErrorCode, Problem } from './errors.ts'
import type { RawInput, Reply } from './operations.ts'
import { routes, urlOf, type Route, type RouteName } from './routes.ts'

/** A refused or failed request. `problem` is the server's; null if no server answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem | null
  readonly retryAfterSeconds: number | null

  constructor(message: string, problem: Problem | null, retryAfterSeconds: number | null = null, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }

  get code(): ErrorCode | 'UNREACHABLE' {
    return this.problem?.code ?? 'UNREACHABLE'
  }
}

/** The parts of a request that its route declares; path parameters are required. */
type CallInput<N extends RouteName> = Partial<Pick<RawInput<N>, 'query' | 'body'>> &
  (RawInput<N>['params'] extends undefined ? { params?: undefined } : { params: RawInput<N>['params'] })

type CallArguments<N extends RouteName> = RawInput<N>['params'] extends undefined
  ? [input?: CallInput<N>, signal?: AbortSignal]
  : [input: CallInput<N>, signal?: AbortSignal]

interface ClientOptions {
  /** Empty for the page's own origin. */
  readonly baseUrl: string
  /** The bearer token of a program; a browser sends its cookie. */
  readonly token?: (() => string | null) | undefined
  /** Additional headers, by the request's route and the id in its path. */
  readonly headers?: (name: RouteName, id: string | undefined) => Readonly<Record<string, string>>
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>
}

export type Client = <N extends RouteName>(name: N, ...rest: CallArguments<N>) => Promise<Reply<N>>

/** A typed fetch over the routes table. Throws `ApiError`. */
export function makeClient(options: ClientOptions): Client {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis)
  return async (name, ...rest) => {
    const [input, signal] = rest as [input?: Partial<RawInput<RouteName>>, signal?: AbortSignal]
    const route: Route = routes[name]
    const { id } = (input?.params ?? {}) as { id?: string }
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.(name, id) }
    const token = options.token?.()
    if (token) headers['authorization'] = `Bearer ${token}`
    if (input?.body !== undefined) headers['content-type'] = 'application/json'
    let response: Response
    try {
      response = await send(options.baseUrl + urlOf(route, input?.params ?? {}, input?.query ?? {}), {
        method: route.method,
        headers,
        credentials: 'same-origin',
        ...(input?.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(signal ? { signal } : {}),
      })
    } catch (cause) {
      throw new ApiError('The server cannot be reached.', null, null, { cause })
    }
    const json: unknown = await response.json().catch(() => null)
    if (response.ok) return json as never
    const problem = isProblem(json) ? json : null
    throw new ApiError(problem?.detail ?? 'The server cannot be reached.', problem, Number(response.headers.get('retry-after')) || null)
  }
}

const isProblem = (json: unknown): json is Problem => typeof json === 'object' && json !== null && 'code' in json && 'detail' in json
