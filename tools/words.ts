import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTexts } from '../words/src/catalogues.ts'
import { typeOfTexts } from '../words/src/type-of-texts.ts'

/** Where the types of the texts are written. */
export const TEXTS_FILE = join(import.meta.dirname, '../words/src/texts.ts')

if (import.meta.main) writeFileSync(TEXTS_FILE, typeOfTexts(readTexts('en')))
