import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueFiles, type Bundle } from './catalogue-files.ts'
import { compile, textsOf } from './compile.ts'
import { languages, type Language } from './languages.ts'
import { pseudo } from './pseudo.ts'
import type { Messages } from './speaker.ts'

export type CatalogueFile = keyof typeof catalogueFiles
export const fileNames = Object.keys(catalogueFiles) as CatalogueFile[]

/** Where the texts of a language's file are written. */
export const pathOfFile = (language: Language, file: CatalogueFile): string => join(import.meta.dirname, language, `${file}.yaml`)

/** The texts of a language's files, as written. */
export function readTexts(language: Language, files: readonly CatalogueFile[] = fileNames): Map<string, string> {
  return new Map(files.flatMap((file) => [...textsOf(file, readFileSync(pathOfFile(language, file), 'utf8'))]))
}

/** The texts of a language's bundle, compiled; all of the language without one. */
export function readMessages(language: Language, bundle?: Bundle | 'server'): Messages {
  const files = fileNames.filter((file) => bundle === undefined || catalogueFiles[file] === bundle)
  return 'isPseudo' in languages[language] ? pseudo(compile(readTexts('en', files))) : compile(readTexts(language, files))
}
