import { fieldProblems, type FieldProblem } from '../field-problems.ts'
import { z } from '../zod.ts'
import { graphemesOf, trimInvisible } from './visible-text.ts'

const MAX = 200
/** Longer input is refused without parsing. */
const MAX_TYPED = 2000

/** Line breaks, control characters, and what is invisible or reorders the text around it; the two joiners belong to some scripts. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u2800\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u

function problemOf(place: string): FieldProblem | null {
  if (graphemesOf(place).length > MAX) return 'PLACE_TOO_LONG'
  return UNSEEN.test(place) ? 'PLACE_INVISIBLE' : null
}

/** Where somebody is, in one line of their own words. */
export const Place = z
  .string()
  .max(MAX_TYPED, fieldProblems.PLACE_TOO_LONG)
  .meta({ maxLength: MAX, description: 'One line of at most 200 visible characters.' })
  .transform((typed, { issues }) => {
    const place = trimInvisible(typed)
    const problem = problemOf(place)
    if (problem === null) return place
    issues.push({ code: 'custom', message: fieldProblems[problem], input: typed })
    return z.NEVER
  })
