import { fieldProblems, type FieldProblem } from '../field-problems.ts'
import { z } from '../zod.ts'
import { graphemesOf, trimInvisible } from './visible-text.ts'

const MAX = 100
/** Longer input is refused without parsing. */
const MAX_TYPED = 1000

/**
 * Visible characters. The two joiners belong to the spelling between letters, as in Persian, and so do variation selectors after Han
 * characters. Other invisible characters, the blank braille pattern, noncharacters and private use could hide or reorder text.
 */
const SHOWN =
  /^(?:[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]|(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})|(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}])*$/u
const EMOJI = /^\p{RGI_Emoji}$/v
const LONE_MARK = /(?:^|\s)\p{M}/u
/** Marks stack on a letter, or stand beside it as in Burmese; a letter may have at most three of each kind. */
const STACKED = /[\p{Mn}\p{Me}](?:[\p{Mc}\u200c\u200d]*[\p{Mn}\p{Me}]){3}/u
const BESIDE = /\p{Mc}(?:[\p{Mn}\p{Me}\u200c\u200d]*\p{Mc}){3}/u

/** What is wrong with a name; null if it is valid. */
function problemOf(name: string): FieldProblem | null {
  if (name === '') return 'NAME_MISSING'
  if (Array.from(name).length > MAX) return 'NAME_TOO_LONG'
  // A whole emoji counts as one character: joiners and variation selectors are valid inside it.
  const characters = graphemesOf(name).map((it) => (EMOJI.test(it) ? '☺' : it))
  const text = characters.join('')
  if (!SHOWN.test(text)) return 'NAME_INVISIBLE'
  if (LONE_MARK.test(text)) return 'NAME_LONE_ACCENT'
  return STACKED.test(text) || BESIDE.test(text) ? 'NAME_ACCENTS' : null
}

export const PersonName = z
  .string()
  .max(MAX_TYPED, fieldProblems.NAME_TOO_LONG)
  .meta({
    minLength: 1,
    maxLength: MAX,
    pattern: '[^ ]',
    description:
      'At least one character that is not blank. No control or invisible characters, no accent without a letter and at most 3 on one; joiners between letters and whole emoji are taken. Blanks and marks of direction around it are cut off.',
  })
  .transform((typed, { issues }) => {
    const name = trimInvisible(typed)
    const problem = problemOf(name)
    if (problem === null) return name
    issues.push({ code: 'custom', message: fieldProblems[problem], input: typed })
    return z.NEVER
  })
