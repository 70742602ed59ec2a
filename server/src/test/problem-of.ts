import assert from 'node:assert/strict'
import { errors, Problem } from '@medconsult/contract'

/** The problem in a response, validated against the contract. */
export async function problem(response: Response, code: Problem['code']): Promise<Problem> {
  const json: unknown = await response.json()
  const it = Problem.strict().parse(json)
  assert.equal(it.code, code)
  const { status, title, detail } = errors[code]
  assert.deepEqual([response.status, it.status, it.title, it.detail], [status, status, title, detail])
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(response.headers.has('retry-after'), status === 429 || status === 503)
  assert.equal(response.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  return it
}
