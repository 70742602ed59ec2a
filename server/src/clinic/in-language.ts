import type { OfferedLanguage } from '@medconsult/contract'

type Texts = Readonly<Partial<Record<OfferedLanguage, string>>>

/** A text in the first language asked for that it has, else in the first of the clinic’s that it has, else in any. */
export function inLanguage(
  texts: Texts,
  asked: readonly OfferedLanguage[],
  clinics: readonly OfferedLanguage[],
): { language: OfferedLanguage; text: string } {
  const has = Object.keys(texts) as OfferedLanguage[]
  const language = [...asked, ...clinics, ...has].find((it) => texts[it] !== undefined)
  if (language === undefined) throw new Error('a text without a language')
  return { language, text: texts[language]! }
}
