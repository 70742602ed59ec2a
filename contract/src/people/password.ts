import { fieldProblems } from '../field-problems.ts'
import { z } from '../zod.ts'
import { graphemesOf } from './visible-text.ts'

const MIN_CHARACTERS = 8
/** bcrypt reads only this many bytes; longer passwords are refused rather than truncated. */
export const PASSWORD_MAX_BYTES = 72

/** Normalises a password, so that composed letters and full-width characters compare equal on every keyboard. */
export const passwordForm = (typed: string): string => typed.normalize('NFKC')

const utf8Length = (text: string): number => new TextEncoder().encode(text).length

/** Lone surrogates would all encode to the same bytes. */
export const Password = z
  .string()
  .refine((text) => text.isWellFormed(), { error: fieldProblems.PASSWORD_BROKEN, abort: true })
  .meta({
    minLength: MIN_CHARACTERS,
    maxLength: PASSWORD_MAX_BYTES,
    description:
      'At least 8 characters as people see them, 15 for a doctor, and at most 72 bytes of UTF-8, all counted after NFKC. The most common passwords, what is as easy to guess, and what holds the person’s own name or address, are refused.',
  })
  .transform(passwordForm)
  .refine((text) => graphemesOf(text).length >= MIN_CHARACTERS, fieldProblems.PASSWORD_TOO_SHORT)
  .refine((text) => utf8Length(text) <= PASSWORD_MAX_BYTES, fieldProblems.PASSWORD_TOO_LONG)
