import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Password } from '@medconsult/contract'
import { makeRegister } from './register.ts'
import { makeHarness, refused } from '../test/harness.ts'

const body = { email: 'ada@example.org', password: 'correct horse battery', name: 'Ada Weber', role: 'PATIENT' } as const

test('register: creates an account and a login with two audit rows in one commit', async () => {
  await using h = await makeHarness()
  const { created, reply } = await h.nobody.run('register', { body })
  assert.equal(created, true)
  assert.deepEqual(Object.keys(reply.user).toSorted(), [
    'createdAt',
    'email',
    'emailConfirmed',
    'id',
    'kind',
    'language',
    'name',
    'phone',
    'role',
  ])
  assert.deepEqual(h.announced(), ['users.register', 'logins.login', 'known_places', 'known_places'])
  const claims = h.tokens.verifyToken(reply.token, h.now())
  assert.equal(claims?.userId, reply.user.id)
  const login = await h.store.get('logins', claims.loginId)
  assert.equal(login?.userId, reply.user.id)
  assert.equal(login?.expiresAt, '2026-03-03T09:00:00.000Z')
  const rows = await h.store.find('audit_logs', {}, { by: 'id', order: 'asc', limit: 10 })
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.actorUserId, row.metadata]),
    [
      ['USER_REGISTERED', reply.user.id, {}],
      ['USER_LOGGED_IN', reply.user.id, {}],
    ],
  )
  const stored = await h.store.get('users', reply.user.id)
  assert.match(stored!.passwordHash!, /^\$2b\$04\$/)
  assert(!JSON.stringify(rows).includes('Ada'))
})

for (const [openRegistration, role, status] of [
  [true, 'DOCTOR', 'ACTIVE'],
  [false, 'DOCTOR', 'AWAITING_APPROVAL'],
  [false, 'PATIENT', 'ACTIVE'],
] as const)
  test(`register: a ${role} where registration is ${openRegistration ? 'open' : 'not open'} is ${status}, and signed in`, async () => {
    await using h = await makeHarness({ request: { openRegistration } })
    const { created, reply } = await h.nobody.run('register', { body: { ...body, role } })
    assert.equal(created, true)
    assert.equal((await h.store.get('users', reply.user.id))?.status, status)
    assert(h.tokens.verifyToken(reply.token, h.now()))
    const rows = await h.store.find('audit_logs', {}, { by: 'id', order: 'asc', limit: 10 })
    assert.deepEqual(
      rows.map((row) => row.actionType),
      ['USER_REGISTERED', 'USER_LOGGED_IN'],
    )
  })

test('register: a taken e-mail address is refused and nothing is written', async () => {
  await using h = await makeHarness()
  await h.nobody.run('register', { body })
  h.announced()
  await refused(h.nobody.run('register', { body: { ...body, name: 'Another' } }), 'EMAIL_TAKEN')
  assert.deepEqual(h.announced(), [])
  assert.equal((await h.store.find('users', { email: body.email })).length, 1)
})

test('register: of many concurrent registrations of one e-mail address, one succeeds', async () => {
  await using h = await makeHarness()
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => h.nobody.run('register', { body })))
  assert.equal(attempts.filter((attempt) => attempt.status === 'fulfilled').length, 1)
  for (const attempt of attempts) if (attempt.status === 'rejected') assert.equal(attempt.reason.code, 'EMAIL_TAKEN')
  assert.deepEqual(h.announced(), ['users.register', 'logins.login', 'known_places', 'known_places'])
})

test('register: a taken e-mail address is refused without hashing the password', async () => {
  await using h = await makeHarness()
  await h.nobody.run('register', { body })
  let hashed = 0
  const counting = makeRegister({ ...h.services, hashPassword: async () => `${++hashed}` })
  await refused(counting(h.system, { params: undefined, query: undefined, body }, h.request), 'EMAIL_TAKEN')
  assert.equal(hashed, 0)
})

test('register: refuses common and easily guessed passwords and one’s own name or address', async () => {
  await using h = await makeHarness()
  const commonest = ['password', 'Password1', '12345678', 'qwertyuiop', 'iloveyou1', '11111111', ' sunshine1 ', '        ']
  const repeated = '00000000 88888888 66666666 99999999 22222222 12341234 12121212 aaaaaaaa xxxxxxxx zzzzzzzz qwerqwer Abcabcab'.split(' ')
  const runs = ['87654321', '01234567', 'abcdefgh', 'HGFEDCBA', '１２３４５６７８']
  const words = ['patient1', 'doctor07', 'Hospital12']
  const own = [
    'Ada Weber',
    'adaweber',
    'ADA.WEBER',
    'ada-weber-1',
    'weber123',
    'ada@example.org',
    'adaexampleorg',
    '１２３４５weber',
    'weber plays the horn',
    'mail ada@example.org today',
  ]
  for (const password of [...commonest, ...repeated, ...runs, ...words, ...own]) {
    const { errors } = await refused(h.nobody.run('register', { body: { ...body, password: Password.parse(password) } }), 'INVALID')
    assert.deepEqual(
      errors?.map(({ path }) => path),
      ['password'],
      password,
    )
  }
  assert.deepEqual(h.announced(), [])
  for (const [n, password] of [
    'correct horse',
    'ada plays the horn',
    'abcde'.repeat(14),
    'patient 417',
    '40718259',
    '4711 Ad 0815',
  ].entries())
    await h.nobody.run('register', { body: { ...body, email: `ada${n}@example.org`, password } })
})

test('register: a doctor’s password has at least 15 characters as seen; a patient’s 8', async () => {
  await using h = await makeHarness()
  const attempt = (role: 'DOCTOR' | 'PATIENT', password: string) =>
    h.nobody.run('register', { body: { email: `${h.newId()}@example.org`, name: 'Ada', role, password: Password.parse(password) } })
  const { errors } = await refused(attempt('DOCTOR', 'tall green oak'), 'INVALID')
  assert.deepEqual(
    errors?.map(({ path, code }) => [path, code]),
    [['password', 'PASSWORD_TOO_SHORT_FOR_DOCTOR']],
  )
  // A letter with its accent is one character, however it is typed.
  await refused(attempt('DOCTOR', 'tall gre\u0301en oak'), 'INVALID')
  await attempt('DOCTOR', 'tall green oaks')
  await attempt('PATIENT', 'tall oak')
})
