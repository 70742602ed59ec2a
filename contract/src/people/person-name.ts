import { z } from '../zod.ts'
import { graphemesOf, trimInvisible } from './visible-text.ts'

const MAX = 100
/** Longer ones are refused unread. */
const MAX_TYPED = 1000

/**
 * Signs that show themselves. The two joiners are spelling between letters, as in Persian, and so is what chooses a Han letter's
 * form; any other invisible sign (and the empty braille pattern, and what is no character or only one font's) hides or turns what is read.
 */
const SHOWN =
  /^(?:[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]|(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})|(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}])*$/u
const EMOJI = /^\p{RGI_Emoji}$/v
const LONE_MARK = /(?:^|\s)\p{M}/u
/** Marks pile up over a letter, or stand beside it as in Burmese: of each kind a letter has at most three. */
const PILED = /[\p{Mn}\p{Me}](?:[\p{Mc}\u200c\u200d]*[\p{Mn}\p{Me}]){3}/u
const BESIDE = /\p{Mc}(?:[\p{Mn}\p{Me}\u200c\u200d]*\p{Mc}){3}/u

/** What is wrong with a name; null: nothing. */
function faultOf(name: string): string | null {
  if (name === '') return 'Enter your name.'
  if (Array.from(name).length > MAX) return 'A name can have at most 100 characters.'
  // A whole emoji counts as one sign: inside of it joiners and variation selectors are in their place.
  const signs = graphemesOf(name).map((it) => (EMOJI.test(it) ? '☺' : it))
  const text = signs.join('')
  if (!SHOWN.test(text)) return 'A name cannot contain control characters.'
  if (LONE_MARK.test(text)) return 'A name cannot contain an accent without a letter.'
  return PILED.test(text) || BESIDE.test(text) ? 'A letter in a name can have at most 3 accents.' : null
}

export const PersonName = z
  .string()
  .max(MAX_TYPED, 'A name can have at most 100 characters.')
  .meta({
    minLength: 1,
    maxLength: MAX,
    pattern: '[^ ]',
    description:
      'At least one character that is not blank. No control or invisible characters, no accent without a letter and at most 3 on one; joiners between letters and whole emoji are taken. Blanks and marks of direction around it are cut off.',
  })
  .transform((typed, { issues }) => {
    const name = trimInvisible(typed)
    const message = faultOf(name)
    if (message === null) return name
    issues.push({ code: 'custom', message, input: typed })
    return z.NEVER
  })
