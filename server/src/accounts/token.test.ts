import assert from 'node:assert/strict'
import { createSigner } from 'fast-jwt'
import { test } from 'node:test'
import { makeTokens } from './token.ts'

const secret = 'a secret of the tests, of more than 32 bytes'
const ids = { userId: '00000000-0000-4000-8000-000000000001', loginId: '00000000-0000-4000-8000-000000000002' }
const now = new Date('2026-03-02T09:00:00.000Z')
const at = (ms: number) => new Date(now.getTime() + ms)
const DAY = 86_400_000
const decoded = (token: string, part: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[part]!, 'base64url').toString()) as Record<string, unknown>

test('token: HS256 with user_id, role, exp, iat, iss, aud and jti, for 24 hours', () => {
  const { token, expiresAt } = makeTokens({ secret }).issueToken({ ...ids, role: 'DOCTOR' }, now)
  assert.deepEqual(decoded(token, 0), { alg: 'HS256', typ: 'JWT' })
  const seconds = now.getTime() / 1000
  assert.deepEqual(decoded(token, 1), {
    user_id: ids.userId,
    role: 'DOCTOR',
    jti: ids.loginId,
    iat: seconds,
    exp: seconds + 86_400,
    iss: 'medconsult',
    aud: 'medconsult',
  })
  assert.equal(expiresAt, at(DAY).toISOString())
})

test('token: valid until exactly its expiry, even if cached as verified', () => {
  const tokens = makeTokens({ secret })
  const { token } = tokens.issueToken({ ...ids, role: 'PATIENT' }, now)
  const claims = { ...ids, role: 'PATIENT', callSessionId: null, startsAt: now.getTime(), endsAt: at(DAY).getTime() }
  assert.deepEqual(tokens.verifyToken(token, now), claims)
  assert.deepEqual(tokens.verifyToken(token, at(DAY - 1)), claims)
  assert.equal(tokens.verifyToken(token, at(DAY)), null)
  assert.equal(makeTokens({ secret }).verifyToken(token, at(DAY)), null)
  assert.deepEqual(tokens.verifyToken(token, now), claims)
})

test('token: any other token is rejected', () => {
  const tokens = makeTokens({ secret })
  const iat = now.getTime() / 1000
  const claims = { user_id: ids.userId, role: 'DOCTOR', jti: ids.loginId, iat, exp: iat + 60, iss: 'medconsult', aud: 'medconsult' }
  const signed = (patch: object, key = secret, algorithm: 'HS256' | 'HS512' = 'HS256') =>
    createSigner({ key, algorithm, mutatePayload: false })({ ...claims, ...patch })
  const unsigned = (header: object) =>
    `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
  const good = signed({})
  assert(tokens.verifyToken(good, now))
  const bad: Record<string, string> = {
    empty: '',
    garbage: 'not.a.token',
    'of another secret': signed({}, 'another secret, also of more than 32 bytes'),
    'of another algorithm': signed({}, secret, 'HS512'),
    'of another issuer': signed({ iss: 'elsewhere' }),
    'of another audience': signed({ aud: 'elsewhere' }),
    'without issuer': signed({ iss: undefined }),
    'without audience': signed({ aud: undefined }),
    'without a login': signed({ jti: undefined }),
    'without an end': signed({ exp: undefined }),
    'without a user': signed({ user_id: undefined }),
    'with a role of its own': signed({ role: 'ADMIN' }),
    'with no id as a user': signed({ user_id: { $ne: '' } }),
    unsigned: unsigned({ alg: 'none', typ: 'JWT' }),
    'unsigned, said to be HS256': unsigned({ alg: 'HS256', typ: 'JWT' }),
    changed: good.replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...claims, role: 'PATIENT' })).toString('base64url')}.`),
  }
  for (const [what, token] of Object.entries(bad)) assert.equal(tokens.verifyToken(token, now), null, what)
})

test('token: a token evicted from the cache is verified again', () => {
  const tokens = makeTokens({ secret, remembered: 2 })
  const many = Array.from({ length: 5 }, (_, i) => tokens.issueToken({ ...ids, role: 'DOCTOR' }, at(i * 1000)).token)
  for (const token of [...many, ...many]) assert(tokens.verifyToken(token, at(5000)))
})
