import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { pathAfter } from './after-session.ts'
import { takenSecret, takeSecret } from '../session/taken-link.ts'
import { forgetSecret, keepWayBack, newestWayBack, wayBack } from './way-back.ts'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
}

beforeEach(() => Object.assign(globalThis, { window: {}, localStorage: memory(), sessionStorage: memory() }))

const way = (secret: string) => ({ secret, name: 'Walter Brandt', joinCode: null })

test('wayBack: one a practice, the newest five; a link that has ended is forgotten', () => {
  for (const id of ['1', '2', '3', '4', '5', '6']) keepWayBack(id, way(`secret ${id}`))
  assert.equal(wayBack('1'), null)
  assert.equal(wayBack('2')?.secret, 'secret 2')
  assert.equal(newestWayBack()?.secret, 'secret 6')
  keepWayBack('2', way('another'))
  forgetSecret('secret 6')
  assert.deepEqual([wayBack('2')?.secret, wayBack('6'), newestWayBack()?.secret], ['another', null, 'another'])
})

test('pathAfter: a guest comes back by their own link, everybody else signs in, who has moved reads where they are', () => {
  const visit = '/visit/7'
  assert.deepEqual(pathAfter('signed-out', visit, false), { path: '/login?return=%2Fvisit%2F7' })
  keepWayBack('7', way('own'))
  assert.deepEqual(pathAfter('signed-out', visit, true), { path: '/login?return=%2Fvisit%2F7' })
  assert.equal(takenSecret('personalLink'), null)
  assert.deepEqual(pathAfter('signed-out', visit, false), { path: '/i' })
  assert.equal(takenSecret('personalLink'), 'own')
  assert.deepEqual(pathAfter('moved', '/call/1', false), { path: '/i', state: { movedFrom: '/call/1' } })
  assert.deepEqual(pathAfter('moved', visit, true), { path: '/i', state: { movedFrom: visit } })
  assert.equal(takenSecret('personalLink'), null)
})

test('takenSecret: of the personal link alone', () => {
  sessionStorage.setItem('medconsult.link', '/reset#0123456789abcdefghijkl')
  assert.equal(takenSecret('personalLink'), null)
  takeSecret('personalLink', '0123456789abcdefghijkl')
  assert.equal(takenSecret('personalLink'), '0123456789abcdefghijkl')
})
