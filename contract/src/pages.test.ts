import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstReadsOf, pages, pathOf, readsOf, type Page } from './pages.ts'
import { routes } from './routes.ts'

test('pathOf: fills in the encoded parameters and adds the query', () => {
  assert.equal(pathOf('browse'), '/')
  assert.equal(pathOf('visit', { scheduleId: 'a/b' }), '/visit/a%2Fb')
  assert.equal(pathOf('audit', {}, { schedule: 'a&b' }), '/audit?schedule=a%26b')
  // @ts-expect-error A parameter that the path lacks.
  pathOf('call', { scheduleId: 'a' })
  // @ts-expect-error A parameter that is missing.
  pathOf('call')
})

test('firstReadsOf: the reads that the role is allowed, with the path’s parameter', () => {
  assert.deepEqual(firstReadsOf(pages.practiceRoom, 'DOCTOR', 'x'), ['/auth/me', '/doctor/schedules', '/doctor/schedules/x/queue'])
  assert.deepEqual(readsOf(pages.practiceRoom, 'PATIENT'), ['me'])
})

for (const [name, page] of Object.entries<Page>(pages))
  test(`page ${name}: its first reads are GETs that its people may make, and need no parameter but the path's one`, () => {
    const parameters = page.path.match(/:\w+/g) ?? []
    assert(parameters.length <= 1)
    for (const read of page.reads) {
      const { method, path, who } = routes[read]
      assert.equal(method, 'GET')
      assert(who === page.who || who === 'awaiting' || who === 'signedIn')
      assert(path.match(/:\w+/g)?.every((it) => it === ':id' && parameters.length === 1) ?? true)
    }
    assert.equal(page.who === 'anyone', page.reads.length === 0)
  })
