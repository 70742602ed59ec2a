export { bundles, catalogueFiles, type Bundle } from './catalogue-files.ts'
export { languages, languageNames, offeredLanguages, type Language } from './languages.ts'
export { makeSpeaker, type Messages, type Parts, type Speaker } from './speaker.ts'
export type { Key, PlainKey, RichKey, Tags, Texts } from './texts.ts'
