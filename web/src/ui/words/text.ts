import { languages, makeSpeaker, type Bundle, type Language, type Speaker } from '@medconsult/words'
import { fetchMessages, initialMessages } from '#messages'
import { lazyCode, type LazyCode } from '../lazy/lazy-code.ts'
import { language } from './language.ts'

const speaker = makeSpeaker(languages[language])
speaker.learn(initialMessages)

const bundleOf = (bundle: Bundle, whose: 'BOTH' | 'DOCTOR' | 'NOBODY'): LazyCode<void> =>
  lazyCode(async () => speaker.learn(await fetchMessages(language, bundle)), whose)

/** Loads the texts of a kind of page; they have to be there before any of its code says one. */
export const loadTexts: Readonly<Record<Bundle, LazyCode<void>>> = {
  everybody: bundleOf('everybody', 'BOTH'),
  doctor: bundleOf('doctor', 'DOCTOR'),
  legal: bundleOf('legal', 'NOBODY'),
  notice: bundleOf('notice', 'NOBODY'),
}

/** What a message says in its receiver’s language, which need not be the page’s. */
export async function noticeSpeaker(receivers: Language): Promise<Speaker> {
  const theirs = makeSpeaker(languages[receivers])
  theirs.learn(await fetchMessages(receivers, 'notice'))
  return theirs
}

/** A text of the catalogues in the page's language. For rendering: a constant of a module would be made before it is loaded. */
export const t: Speaker['text'] = (key, ...values) => speaker.text(key, ...values)

/** A text with tags, in pieces. `Rich` shows one. */
export const rich: Speaker['rich'] = (key, parts) => speaker.rich(key, parts)

/** Whether there is a text with this key. */
export const has = (key: string): boolean => speaker.has(key)
