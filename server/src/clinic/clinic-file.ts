import { clinicTextKinds, GuestQuestions, OfferedLanguage, offeredLanguages } from '@medconsult/contract'
import { parse, YAMLError } from 'yaml'
import { z } from 'zod'
import type { ClinicChange } from './set-clinic.ts'

/** The largest file, in bytes. */
export const MAX_CLINIC_FILE = 2 * 1024 * 1024
const MAX_TEXT = 20_000
const MAX_DAYS = 3650
const WRONG_DAYS = `is not a number of days from 1 to ${MAX_DAYS}.`

/** An empty value unsets. */
const orUnset = <S extends z.ZodType>(schema: S) => z.union([z.literal('').transform(() => null), schema])

const plain = (max: number) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^[^\\p{Cc}]{1,${max}}$`, 'u'), `is over ${max} characters or contains control characters; use plain text.`)

const languageList = offeredLanguages.join(', ')
const Language = z.enum(OfferedLanguage.options, `is not a language of pages; there are ${languageList}.`)

const Text = z
  .string()
  .trim()
  .max(MAX_TEXT, `is over ${MAX_TEXT} characters.`)
  .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u, 'contains control characters; use plain text.')
  .transform((text) => (text === '' ? null : text))

const byLanguage = z.strictObject(Object.fromEntries(offeredLanguages.map((it) => [it, Text.optional()])))
const answers = GuestQuestions.shape.phone.options.join(', ')
const Question = z.enum(GuestQuestions.shape.phone.options, `is none of ${answers}.`)

const ClinicFile = z.strictObject({
  name: orUnset(plain(100)).optional(),
  phone: orUnset(
    z.string().regex(/^\+?\(?\d(?:[ ()./-]*\d){2,19}$/, 'is not a telephone number; use one like +41 44 123 45 67.'),
  ).optional(),
  emergencyNumber: orUnset(plain(40)).optional(),
  languages: orUnset(
    z
      .array(Language, 'is not a list of languages; use one like [de, fr, en].')
      .min(1, 'is empty; leave it out, or name a language.')
      .refine((list) => new Set(list).size === list.length, 'names a language twice.'),
  ).optional(),
  asks: orUnset(z.strictObject({ phone: Question.optional(), place: Question.optional(), birthDate: Question.optional() })).optional(),
  retention: orUnset(
    z.strictObject({
      guestsDays: z
        .string()
        .regex(/^\d{1,4}$/, WRONG_DAYS)
        .transform(Number)
        .refine((days) => days >= 1 && days <= MAX_DAYS, WRONG_DAYS),
    }),
  ).optional(),
  texts: z.strictObject(Object.fromEntries(clinicTextKinds.map((kind) => [kind, orUnset(byLanguage).optional()]))).optional(),
})

/** What the operator’s file sets, or a line for each fault in it. */
export type ReadFile = { readonly change: ClinicChange } | { readonly faults: readonly string[] }

/** Reads the operator’s file. All its values are text, so that a telephone number keeps its zeros and NO stays NO. */
export function readClinicFile(yaml: string): ReadFile {
  if (Buffer.byteLength(yaml) > MAX_CLINIC_FILE) return { faults: [`The file is larger than ${MAX_CLINIC_FILE} bytes.`] }
  let content: unknown
  try {
    content = parse(yaml, { schema: 'failsafe', maxAliasCount: 0 })
  } catch (error) {
    if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error
    return { faults: [`The file is not YAML: ${error.message.split('\n')[0]}`] }
  }
  const result = ClinicFile.safeParse(content === null || content === '' ? {} : content)
  return result.success ? { change: result.data as ClinicChange } : { faults: result.error.issues.flatMap(linesOf) }
}

/** The deepest fault of a value that may also be empty. */
function linesOf(issue: z.core.$ZodIssue, _at: number, _all: unknown, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...path, key].join('.')}: is not a setting of the clinic.`)
  if (issue.code === 'invalid_union') return (issue.errors.at(-1) ?? []).flatMap((it) => linesOf(it, 0, [], path))
  const what =
    issue.code === 'invalid_type' && !issue.message.startsWith('is ') ? `is not ${wanted[issue.expected] ?? 'understood'}.` : issue.message
  return [`${path.length === 0 ? 'The file' : path.join('.')}: ${what}`]
}

const wanted: Readonly<Record<string, string>> = { string: 'a text', object: 'a group of settings', array: 'a list' }
