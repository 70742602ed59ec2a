import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { ErrorCode, errors } from './errors.ts'
import { operations, refusalsOf, type Operation } from './operations.ts'
import { routes, urlOf, type RouteName } from './routes.ts'

const all = Object.entries<Operation>(operations)
const keysOf = (schema: z.ZodType | undefined): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

test('urlOf: fills in the encoded parameters and leaves undefined values out of the query', () => {
  assert.equal(urlOf(routes.me), '/auth/me')
  assert.equal(urlOf(routes.remind, { id: 'a', patientId: 'b' }), '/doctor/schedules/a/remind/b')
  assert.equal(urlOf(routes.getCall, { id: 'a/../b?c' }), '/call-sessions/a%2F..%2Fb%3Fc')
  assert.equal(urlOf(routes.listSchedules, {}, { before: undefined, limit: 5 }), '/doctor/schedules?limit=5')
  assert.equal(urlOf(routes.listAudit, {}, { scheduleId: 'a&b', limit: 1 }), '/doctor/audit?scheduleId=a%26b&limit=1')
  assert.equal(urlOf(routes.listSchedules, {}, {}), '/doctor/schedules')
})

test('routes: no two have the same method and path', () => {
  const places = all.map(([, route]) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`)
  assert.equal(new Set(places).size, places.length)
})

for (const [name, route] of all) {
  test(`route ${name}: the parameters of its path are those of its schema`, () => {
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
    assert.deepEqual(keysOf(route.params).toSorted(), inPath.toSorted())
  })

  test(`route ${name}: what it takes is strict`, () => {
    for (const schema of [route.params, route.query, route.body]) {
      if (schema === undefined) continue
      const refused = schema.safeParse({ $where: 'x' })
      assert(refused.error?.issues.some((issue) => issue.code === 'unrecognized_keys'))
    }
    assert(route.method !== 'GET' || route.body === undefined, 'a GET has no body')
    if (route.bodyOptional) assert(route.body?.safeParse({}).success, 'an absent body is {}')
  })

  test(`route ${name}: each error it can give is listed once`, () => {
    const codes = refusalsOf(route)
    assert.equal(new Set(codes).size, codes.length)
    for (const code of codes) assert(code in errors)
    const has = (code: ErrorCode): boolean => codes.includes(code)
    if (route.query && 'before' in (route.query as z.ZodObject).shape) assert(has('UNKNOWN_CURSOR'), 'a list has a cursor')
    if (route.params && !route.accepts) assert(has('NOT_FOUND'), 'an id may be unknown')
  })

  test(`route ${name}: its path says whose it is, and its phase is one of the nine`, () => {
    const owner = route.path.split('/')[1]
    if (owner === 'doctor' || owner === 'patient') assert.equal(route.who, owner)
    else assert.notEqual(route.who, owner === 'auth' ? 'doctor' : 'patient')
    assert(route.phase >= 0 && route.phase <= 9)
    assert.equal(route.isAboutCall === true, route.path.includes('/call-sessions/:id'))
    if (route.cookie === 'sets') assert(refusalsOf(route).includes('RATE_LIMITED'), 'who comes in is counted by address')
    assert(route.summary.length > 0 && !route.summary.endsWith('.'))
  })
}

test('refusalsOf: what a row implies is beside its own', () => {
  const anywhere = ['TOO_SLOW', 'HEADERS_TOO_LARGE', 'RATE_LIMITED', 'INTERNAL', 'STORE_AWAY', 'BUSY'] as const
  const written = ['MALFORMED', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'FOREIGN_ORIGIN'] as const
  const expected = {
    health: [...anywhere],
    me: [...anywhere, 'UNAUTHENTICATED', 'OTHER_LOGIN'],
    login: [...anywhere, 'BAD_CREDENTIALS', ...written, 'INVALID'],
    getCall: [...anywhere, 'UNAUTHENTICATED', 'OTHER_LOGIN', 'NOT_APPROVED', 'NOT_FOUND', 'INVALID'],
    askAgain: [
      ...anywhere,
      'UNAUTHENTICATED',
      'OTHER_LOGIN',
      'NOT_APPROVED',
      'WRONG_ROLE',
      'NOT_FOUND',
      'SCHEDULE_NOT_ONLINE',
      'WRONG_STATE',
      ...written,
      'INVALID',
    ],
  } as const satisfies Partial<Record<RouteName, readonly ErrorCode[]>>
  for (const [name, codes] of Object.entries(expected))
    assert.deepEqual([...refusalsOf(operations[name as RouteName])].toSorted(), codes.toSorted(), name)
})

test('routes: every error that is not of a socket or of the platform is given by some route', () => {
  const given = new Set<ErrorCode>(all.flatMap(([, route]) => refusalsOf(route)))
  assert.deepEqual(
    ErrorCode.options.filter((code) => !given.has(code)),
    [],
  )
})

test('routes: those of the specification, and each phase has one', () => {
  const listed = `POST /auth/register
    POST /auth/login
    GET /auth/me
    GET /doctor/schedules
    POST /doctor/schedules
    POST /doctor/schedules/:id/start
    POST /doctor/schedules/:id/end
    GET /doctor/schedules/:id/queue
    POST /doctor/schedules/:id/start-call
    GET /doctor/call-sessions/:id/status
    POST /doctor/call-sessions/:id/set-peer-id
    POST /doctor/call-sessions/:id/end
    POST /doctor/schedules/:id/reset-patient/:patientId
    GET /patient/schedules
    GET /patient/schedules/:id
    POST /patient/schedules/:id/join-queue
    POST /patient/schedules/:id/toggle-ready
    GET /patient/pending-invitation
    POST /patient/call-sessions/:id/confirm
    POST /patient/call-sessions/:id/decline
    POST /patient/call-sessions/:id/set-peer-id
    POST /patient/call-sessions/:id/end
    POST /call-sessions/:id/activate
    GET /call-sessions/:id
    GET /health`
  const places = new Set(all.map(([, route]) => `${route.method} ${route.path}`))
  for (const line of listed.split('\n')) assert(places.has(line.trim()), line)
  const phases = new Set(all.map(([, route]) => route.phase))
  for (let phase = 0; phase <= 9; phase++) assert(phases.has(phase), `phase ${phase}`)
})
