import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageFrom, pageLanguage } from './page-language.ts'

const some = { all: ['en', 'de', 'ar', 'pseudo'], offered: ['en', 'de', 'ar'] } as const

test('languageFrom: chosen before the account’s before asked for before the first; what there is not is passed over', () => {
  const of = (accepted?: string, cookie?: string) => languageFrom({ 'accept-language': accepted, cookie }, some)
  assert.equal(of(), 'en')
  assert.equal(of('de-CH,de;q=0.9,en;q=0.8'), 'de')
  assert.equal(of('xx,ar;q=0.5,en;q=0.3'), 'ar')
  assert.equal(of('en;q=0.1,de;q=0.2'), 'de')
  assert.equal(of('*'), 'en')
  assert.equal(of('xx'), 'en')
  assert.equal(of(';;;,=,q=9'), 'en')
  assert.equal(of('de', 'medconsult=token; language=ar'), 'ar')
  assert.equal(of('de', 'language=xx'), 'de')
  assert.equal(of('de', 'language=constructor'), 'de')
  assert.equal(of('de', 'account_language=ar'), 'ar')
  assert.equal(of('de', 'account_language=ar; language=en'), 'en')
  assert.equal(of('de', 'language=xx; account_language=ar'), 'ar')
  assert.equal(of('de', 'account_language=pseudo'), 'de')
  assert.equal(of('pseudo'), 'en')
  assert.equal(of('de', 'language=pseudo'), 'pseudo')
})

test('pageLanguage: only what the clinic offers, and at last its first', () => {
  const clinics = ['de', 'fr'] as const
  assert.equal(pageLanguage({}, clinics), 'de')
  assert.equal(pageLanguage({ 'accept-language': 'en,fr;q=0.5' }, clinics), 'fr')
  assert.equal(pageLanguage({ 'accept-language': 'fr', cookie: 'language=en' }, clinics), 'fr')
  assert.equal(pageLanguage({ cookie: 'language=pseudo' }, clinics), 'pseudo')
})
