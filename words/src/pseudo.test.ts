import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from './compile.ts'
import { pseudo } from './pseudo.ts'
import { makeSpeaker } from './speaker.ts'
import type { PlainKey } from './texts.ts'

test('pseudo: every text is accented and longer; placeholders and plurals work as before', () => {
  const speaker = makeSpeaker({ locale: 'en-GB', direction: 'ltr' })
  speaker.learn(
    pseudo(
      compile(
        new Map([
          ['a', 'Sign in'],
          ['b', '{name} has {n, plural, one {# place} other {# places}}'],
        ]),
      ),
    ),
  )
  const say = (key: string, values?: object) => speaker.text(key as PlainKey, ...([values] as unknown as []))
  assert.equal(say('a'), 'Šíïgñ íïñ')
  assert.equal(say('b', { name: 'Ann', n: 2 }), 'Ann háäš 2 pláäçéëš')
})
