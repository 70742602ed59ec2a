import { ApiError, type ErrorCode, type Fault, type FieldProblem, type Problem } from '@medconsult/contract'
import { sentences } from './format.ts'
import { has, t } from './text.ts'

/** These end by themselves: their sentence says for how long. */
const passing: readonly string[] = ['RATE_LIMITED', 'MOVED_TOO_OFTEN', 'STORE_AWAY', 'BUSY'] satisfies ErrorCode[]

/** Why a request was refused or failed, worded by its code; in the server's English if this page is older than the code. */
export function sentenceOf(error: unknown): string {
  // Without TLS, a browser lacks the APIs that calls need.
  if (!(error instanceof ApiError)) return t(globalThis.isSecureContext ? 'refused.other' : 'refused.insecure')
  const { code, problem, retryAfterSeconds: seconds } = error
  const sentence = has(`refused.${code}`) ? t(`refused.${code}`) : error.message
  if (code === 'INTERNAL') return sentences(sentence, t('refused.number', { number: problem?.requestId ?? '' }))
  if (problem?.publicOrigin !== undefined) return t('refused.address', { address: problem.publicOrigin })
  if (!passing.includes(code)) return sentence
  return sentences(sentence, seconds === null ? t('refused.wait') : t('refused.waitFor', { seconds }))
}

/** The same in a few words, as the title of a page that cannot show its data. */
export const titleOf = ({ code, title }: Problem): string => (has(`refused.title.${code}`) ? t(`refused.title.${code}`) : title)

/** What is wrong with each field of a form, worded by its code. */
export const fieldWords = (faults: readonly Fault[]): Record<string, string> =>
  Object.fromEntries(faults.map((fault) => [fault.path, fieldSentence(fault)]))

const fieldSentence = ({ code, message }: Fault): string =>
  has(`refused.field.${code}`) ? t(`refused.field.${code as FieldProblem}`) : message
