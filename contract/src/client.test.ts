import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, makeClient } from './client.ts'

interface Sent {
  url: string
  init: RequestInit
}
function clientOf(answer: () => Response | Promise<Response>, token: string | null = null) {
  const sent: Sent[] = []
  const send = (async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return answer()
  }) as typeof fetch
  return { sent, client: makeClient({ baseUrl: 'http://localhost', fetch: send, token: () => token }) }
}

test('client: sends method, path, body and token by the route and its input', async () => {
  const { sent, client } = clientOf(() => Response.json({ ok: true }), 'jwt')
  await client('remind', { params: { id: 'a', patientId: 'b' }, body: {} })
  await client('me')
  const [post, get] = sent
  assert.deepEqual([post?.url, post?.init.method, post?.init.body], ['http://localhost/doctor/schedules/a/remind/b', 'POST', '{}'])
  assert.deepEqual(post?.init.headers, { accept: 'application/json', authorization: 'Bearer jwt', 'content-type': 'application/json' })
  assert.deepEqual([get?.init.method, get?.init.body], ['GET', undefined])
  assert.deepEqual(get?.init.headers, { accept: 'application/json', authorization: 'Bearer jwt' })
})

test('client: null is a valid reply', async () => {
  assert.equal(await clientOf(() => Response.json(null)).client('pendingInvitation'), null)
})

test('client: a refusal is an ApiError with its code and Retry-After', async () => {
  const problem = { type: 'about:blank', title: 'Already reminded', status: 429, detail: 'Wait.', code: 'REMINDED_ALREADY', requestId: '1' }
  const { client } = clientOf(() => Response.json(problem, { status: 429, headers: { 'retry-after': '12' } }))
  await assert.rejects(client('me'), (error) => {
    assert(error instanceof ApiError)
    assert.deepEqual([error.code, error.message, error.retryAfterSeconds], ['REMINDED_ALREADY', 'Wait.', 12])
    return true
  })
})

test('client: no answer, or one that is not from our server, is UNREACHABLE', async () => {
  for (const answer of [() => Promise.reject(new TypeError('fetch failed')), () => new Response('<html>', { status: 502 })]) {
    await assert.rejects(clientOf(answer).client('me'), (error) => error instanceof ApiError && error.code === 'UNREACHABLE')
  }
})
