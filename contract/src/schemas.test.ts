import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { ActionType } from './record/audit.ts'
import { errors } from './errors.ts'
import { Email } from './people/email.ts'
import { GuestEntry } from './people/guest.ts'
import { Password } from './people/password.ts'
import { PersonName } from './people/person-name.ts'
import { Place } from './people/place.ts'
import { ById, Id, Instant, LimitInQuery, PageQuery, PeerId } from './primitives.ts'
import { NewSchedule } from './waiting/schedule.ts'
import { SignalMessage } from './calls/signal.ts'
import { Credentials, Registration, Role } from './people/user.ts'

const id = '0198c4a2-7b1e-7000-8000-000000000001'

function check(schema: z.ZodType, good: readonly unknown[], bad: readonly unknown[]): void {
  for (const value of good) assert(schema.safeParse(value).success, `takes ${JSON.stringify(value)}`)
  for (const value of bad) assert(!schema.safeParse(value).success, `refuses ${JSON.stringify(value)}`)
}
const notText = [undefined, null, 0, 7, true, {}, [], { $ne: '' }, ['a@example.org']]

test('Id: a UUID of any version, as a string', () => {
  check(
    Id,
    [id, id.toUpperCase(), '9b2f1f7e-6d5e-4c0a-9d0a-0c8f3a1b2c3d'],
    [...notText, '', 'x', `${id} `, id.slice(1), `${id}0`, id.replace('-', '')],
  )
})

test('Instant: ISO 8601, UTC, milliseconds', () => {
  check(
    Instant,
    ['2026-03-02T09:00:00.000Z', new Date().toISOString()],
    [...notText, '2026-03-02', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000+01:00'],
  )
})

test('Place: one line of at most 200 visible characters, joiners and marks included', () => {
  const [flag, family] = ['🇨🇭', '👨‍👩‍👧']
  check(
    Place,
    ['', 'Lake Street 4, Thun', 'می‌خواهم', family, flag.repeat(200), ' a '],
    [...notText, 'a\nb', 'a\u202eb', 'a\u2028b', 'a\u0000b', 'x'.repeat(201), 'x'.repeat(3000)],
  )
  assert.equal(Place.parse('  Thun\u200e '), 'Thun')
})

test('GuestEntry: by a practice link or by a personal one, never both', () => {
  const name = 'Walter Brandt'
  check(
    GuestEntry,
    [{ joinCode: 'K7QX2M9RTA', name }, { secret: 'x' }, { secret: 'x', name, email: 'W@Example.org', birthDate: '1948-05-17' }],
    [{}, { joinCode: 'a', secret: 'b' }, { secret: 'x', name: 'a\nb' }, { secret: 'x', birthDate: '1948-02-30' }, { secret: 'x', more: 1 }],
  )
})

test('PeerId: 1 to 64 letters, digits, _ or -', () => {
  check(PeerId, ['a', 'A-Z_09', 'x'.repeat(64)], [...notText, '', 'x'.repeat(65), 'a b', 'ä', 'a/b', 'a.b', 'a\n', "a'"])
})

test('Email: trimmed and lower-cased, in the format of HTML’s type=email, at most 254 characters', () => {
  assert.equal(Email.parse('Ada.Weber+Clinic@Example.ORG'), 'ada.weber+clinic@example.org')
  for (const around of [' ', '\u00a0', '\u200b', '\u200e', '\ufeff', '\u2068', '\n'])
    assert.equal(Email.parse(`${around}ada@example.org${around}`), 'ada@example.org')
  const domain = `@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(57)}.org`
  const longest = 'a'.repeat(254 - domain.length) + domain
  assert.equal(longest.length, 254)
  const odd = ['a&b@example.org', "o'neil@example.org", '!#$%&*+/=?^_`{|}~-@example.org', '.a..b.@example.org', 'a@b']
  check(
    Email,
    ['a@b.co', longest, ...odd],
    [
      ...notText,
      '',
      'ada',
      'ada@',
      '@example.org',
      'a b@example.org',
      `a${longest}`,
      'a@-b.org',
      'a@b-.org',
      'a@b..org',
      'a@b@c.org',
      'ä@b.org',
    ],
  )
  check(Email, [], ['a\u200bb@example.org', 'a@exa mple.org', '"a b"@example.org', 'a@[127.0.0.1]', `${'a'.repeat(2000)}@b.org`])
})

test('Email: a domain in any script is stored in ASCII', () => {
  assert.equal(Email.parse('ada@Bücher.example'), 'ada@xn--bcher-kva.example')
  assert.equal(Email.parse('ada@bu\u0308cher.example'), 'ada@xn--bcher-kva.example')
  assert.equal(Email.parse('ada@例え.テスト'), 'ada@xn--r8jz45g.xn--zckzah')
  assert.equal(Email.parse('ada@ＥＸＡＭＰＬＥ.org'), 'ada@example.org')
  check(Email, [], ['ada@ü/x', 'ada@ü:80', 'ada@ü?x', 'ada@x:y@ü', 'ada@１２７.0.0.1', 'ada@%C3%BC', 'ada@ü%2f'])
})

test('Password: from 8 user-perceived characters to 72 bytes, both after NFKC, and well-formed', () => {
  check(
    Password,
    [
      '12345678',
      'x'.repeat(72),
      'ä'.repeat(36),
      'a\u0308'.repeat(36),
      '    x   ',
      '🐎'.repeat(8),
      '👩‍⚕️🐎1234567'.slice(0, -1),
      'ﬁ'.repeat(4),
    ],
    [
      ...notText,
      '',
      '1234567',
      'ääää',
      '🐎🐎',
      '👩‍⚕️👩‍⚕️👩‍⚕️',
      'a\u0301'.repeat(7),
      'x'.repeat(73),
      `${'ä'.repeat(36)}x`,
      '🐎'.repeat(19),
      '12345678\ud83d',
    ],
  )
  check(Password, [], ['ﷺ'.repeat(8)])
  assert.equal(Password.parse('ｐａｓｓe\u0301１２３'), 'passé123')
})

test('PersonName: 1 to 100 characters without control characters, trimmed', () => {
  assert.equal(PersonName.parse('  Ada Weber  '), 'Ada Weber')
  for (const mark of ['\u200e', '\u200f', '\u202c', '\u2069', '\u061c', '\u200b', '\ufeff', '\u200f \u200f'])
    assert.equal(PersonName.parse(`${mark}محمد علي${mark}`), 'محمد علي')
  const odd = ['a\u0000b', 'a\nb', 'a\u007fb', 'a\u0085b', 'a\u202eb', 'a\u200bb', 'a\u2028b', 'a\u2029b', 'a\u2066b', 'a\ufeffb']
  const joined = ['علی\u200cرضا', 'क\u094d\u200dष', 'ක\u0dca\u200dර']
  const misplaced = ['\u200cعلی', 'علی\u200d', 'a\u200c\u200db', 'علی \u200cرضا', '1\u200d2', '\u200c', '👩\u200d⚕']
  const unseen = [
    '\u3164',
    '\u2800\u2800',
    'Ada\u034f',
    'A\ufe0fda',
    '\u115f\u1160',
    '\uffa0',
    'Ada \ue000',
    '\u{10fffd}',
    'Ada \ud83d',
    '\udc00Ada',
    'Ada\uffff',
    'Ada\ufdd0',
    '\u{1fffe}Ada',
  ]
  const formed = ['葛\u{e0100}城']
  const formless = ['A\u{e0100}', '\u{e0100}葛']
  check(
    PersonName,
    [
      'A',
      'Åse Ødegård',
      '李',
      "O'Neil-Šáchová",
      '<b>x</b>',
      'x'.repeat(100),
      '𠮷'.repeat(100),
      ` ${'x'.repeat(100)} `,
      ...joined,
      ...formed,
    ],
    [...notText, '', '   ', '\u200e', 'x'.repeat(101), '𠮷'.repeat(101), ...odd, ...misplaced, ...unseen, ...formless],
  )
})

test('PersonName: whole emoji, and at most three accents on a letter', () => {
  const emoji = [
    'Ada 👩‍⚕️',
    '👨‍👩‍👧‍👦 Weber',
    'Ada ❤️',
    '🏳️‍🌈',
    '👍🏽 Ben',
    '🇨🇭',
    '1️⃣ Ben',
    '❤️',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ]
  const parts = ['👩\u200d', 'Ada \u{e0067}\u{e007f}', 'Ada\ufe0f', '🏴\u{e0067}']
  check(PersonName, emoji, parts)
  const scripts = ['Nguye\u0302\u0303n', 'ကျော်', 'မြို့', 'སྒྲུབ', 'क्ष्म्य', 'נִקּוּד', 'ที่', 'a\u0301\u0302\u0303']
  const piled = [
    'a\u0301\u0302\u0303\u0304',
    `Ada${'\u0336'.repeat(97)}`,
    `A${'\u20dd'.repeat(4)}`,
    `क${'\u0903'.repeat(4)}`,
    'a\u0301\u0302\u0303\u200d\u0304b',
  ]
  const lone = ['\u0301', '\u0301Ada', 'Ada \u0301', 'Ada \u0903']
  check(PersonName, scripts, [...piled, ...lone])
})

test('Registration: exactly its four fields', () => {
  const good = { email: 'ada@example.org', password: 'correct horse battery', name: 'Ada', role: 'DOCTOR' }
  check(
    Registration,
    [good, { ...good, role: 'PATIENT' }],
    [...notText, { ...good, id }, { ...good, status: 'ACTIVE' }, { ...good, role: 'ADMIN' }, { ...good, role: 'doctor' }],
  )
  for (const key of Object.keys(good)) {
    check(
      Registration,
      [],
      [
        { ...good, [key]: undefined },
        { ...good, [key]: { $ne: '' } },
        { ...good, [key]: null },
      ],
    )
  }
  check(Role, ['DOCTOR', 'PATIENT'], ['SYSTEM', ''])
})

test('Credentials: any string, so that a refusal does not reveal what is wrong, and only strings', () => {
  const good = { email: 'not an e-mail', password: 'x' }
  check(
    Credentials,
    [good, { ...good, password: '' }],
    [{ ...good, extra: 1 }, { email: { $ne: '' }, password: 'x' }, { email: 'a', password: ['x'] }, { email: 'a' }],
  )
  check(
    Credentials,
    [{ ...good, password: 'x'.repeat(1024) }],
    [
      { ...good, password: 'x'.repeat(1025) },
      { ...good, email: 'x'.repeat(255) },
    ],
  )
})

test('NewSchedule: a real date, real times, and an end after the start', () => {
  const good = { date: '2026-03-02', startTime: '09:00', endTime: '12:00' }
  check(
    NewSchedule,
    [good, { ...good, date: '2028-02-29' }, { ...good, startTime: '00:00', endTime: '23:59' }],
    [
      { ...good, date: '2027-02-29' },
      { ...good, date: '2026-3-2' },
      { ...good, date: '2026-03-02T00:00' },
      { ...good, startTime: '24:00' },
      { ...good, startTime: '9:00' },
      { ...good, endTime: '12:60' },
      { ...good, endTime: '09:00' },
      { ...good, endTime: '08:59' },
      { ...good, status: 'ONLINE' },
      { date: good.date, startTime: good.startTime },
    ],
  )
  const refused = NewSchedule.safeParse({ ...good, endTime: '08:00' })
  assert.deepEqual(
    refused.error?.issues.map((issue) => issue.path),
    [['endTime']],
  )
})

test('SignalMessage: a known type and a peer id, any payload, no other fields', () => {
  const good = { type: 'OFFER', dst: 'peer' }
  check(
    SignalMessage,
    [good, { ...good, src: 'me', payload: { a: [1] } }, { ...good, payload: null }],
    [{ ...good, type: 'HEARTBEAT' }, { type: 'OFFER' }, { ...good, dst: '*' }, { ...good, n: 1 }, { ...good, src: '' }],
  )
})

test('paging: integer limits from 1 to 200 and ids as cursors, as in a query string', () => {
  assert.equal(LimitInQuery.parse('200'), 200)
  check(
    LimitInQuery,
    ['1', '200'],
    ['0', '201', '-1', '1.5', 'x', 'NaN', 'Infinity', '1e2', '0x10', '+5', '5.0', ' 5', '5 ', '٥', '', ['5'], 5, null],
  )
  check(PageQuery, [{}, { limit: '5', before: id }], [{ page: '1' }, { before: 'x' }])
  check(ById, [{ id }], [{}, { id: 'x' }, { id, also: id }])
})

test('ActionType: every kind of audit row in behaviour.md and door.md', () => {
  const listed = `USER_REGISTERED USER_LOGGED_IN USER_LOGGED_OUT SCHEDULE_CREATED SCHEDULE_STARTED SCHEDULE_ENDED
    SCHEDULE_CHANGED SCHEDULE_CANCELLED
    QUEUE_JOINED QUEUE_READY QUEUE_NOT_READY QUEUE_LEFT QUEUE_REMINDED QUEUE_REMOVED QUEUE_RESET QUEUE_ASKED_AGAIN CALL_INVITED CALL_CONFIRMED CALL_DECLINED
    CALL_CANCELLED CALL_EXPIRED CALL_ACTIVATED CALL_ENDED PEER_ID_SET
    GUEST_LINK_MADE GUEST_JOINED GUEST_LINK_REVOKED JOIN_CODE_RENEWED CONSENT_GIVEN CONSENT_WITHDRAWN PASSWORD_CHANGED PASSWORD_RESET
    EMAIL_CHANGED LOGIN_ENDED ACCOUNT_CLOSED DOCTOR_APPROVED DOCTOR_DISABLED DOCTOR_ENABLED PATIENT_DISABLED PATIENT_ENABLED CLINIC_CHANGED`
  assert.deepEqual([...ActionType.options].toSorted(), listed.split(/\s+/).toSorted())
})

test('errors: every code has a 4xx or 5xx status, a title and advice', () => {
  for (const [code, { status, title, detail }] of Object.entries(errors)) {
    assert.match(code, /^[A-Z_]+$/)
    assert(status >= 400 && status < 600)
    assert(title.length > 0 && !title.endsWith('.'))
    assert(detail.endsWith('.'), code)
  }
})
