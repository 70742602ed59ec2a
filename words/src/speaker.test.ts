import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from './compile.ts'
import { makeSpeaker } from './speaker.ts'
import type { PlainKey, RichKey } from './texts.ts'

const learned = (locale: string, texts: Record<string, string>) => {
  const speaker = makeSpeaker({ locale, direction: locale === 'ar' ? 'rtl' : 'ltr' })
  speaker.learn(compile(new Map(Object.entries(texts))))
  return {
    text: (key: string, values?: object) => speaker.text(key as PlainKey, ...([values] as unknown as [])),
    rich: (key: string, parts: Parameters<typeof speaker.rich<{ b: unknown }>>[1]) => speaker.rich(key as RichKey, parts),
  }
}

test('makeSpeaker: fills in placeholders, with the plurals and digits of its language', () => {
  const ahead = '{count, plural, =0 {You are next} one {# person ahead} other {# people ahead}}'
  const english = learned('en-GB', { ahead, hello: 'Hello {name}' })
  assert.deepEqual(
    [0, 1, 2000].map((count) => english.text('ahead', { count })),
    ['You are next', '1 person ahead', '2,000 people ahead'],
  )
  assert.equal(english.text('hello', { name: '<b>Ann</b>' }), 'Hello <b>Ann</b>')
  const arabic = learned('ar', { n: '{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}' })
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((n) => arabic.text('n', { n })),
    ['z', 'o', 't', 'f', 'm', 'x'],
  )
})

test('makeSpeaker: a text with tags comes in pieces, and what fills its placeholders is no markup', () => {
  const speaker = learned('en-GB', { row: '<b>{name}</b> is here', plain: 'Nothing here' })
  const b = (inner: unknown) => ({ b: inner })
  assert.deepEqual(speaker.rich('row', { name: '<i>Ann</i>', b }), [{ b: ['<i>Ann</i>'] }, ' is here'])
  assert.deepEqual(speaker.rich('plain', { b }), ['Nothing here'])
})

test('makeSpeaker: a text that has not been loaded is a programming error, never an empty place on the screen', () => {
  assert.throws(() => learned('en-GB', {}).text('visit.title'), /no text “visit.title”/)
})

test('makeSpeaker: a name in a script of the other direction moves nothing around it', () => {
  const texts = { row: '{name} ({count})', choice: '<b>{side, select, doctor {D {name}} other {O}}</b>' }
  const [english, arabic] = [learned('en-GB', texts), learned('ar', texts)]
  assert.equal(english.text('row', { name: 'Ann', count: 1 }), 'Ann (1)')
  assert.equal(english.text('row', { name: 'ليلى', count: 1 }), '\u2068ليلى\u2069 (1)')
  assert.match(arabic.text('row', { name: 'Ann', count: 1 }), /^\u2068Ann\u2069 \(/)
  assert.deepEqual(arabic.rich('choice', { side: 'doctor', name: 'Ann', b: (inner) => ({ b: inner }) }), [{ b: ['D \u2068Ann\u2069'] }])
})
