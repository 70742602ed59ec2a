import { plannedMinutes, type Schedule } from '@medconsult/contract'
import { dateOf, dayAndTimesOf, endOf, isOver, startOf } from '../schedule-words.ts'
import { t } from '../../ui/words/text.ts'

export type Plan = Pick<Schedule, 'date' | 'startTime' | 'endTime'>

const SHORT_MINUTES = 10
const FAR_MS = 366 * 86_400_000

/** What to ask before planning something unusual, in sentences; the server accepts it anyway. `now` in ms. */
export function planQuestions(plan: Plan, others: readonly Schedule[], now: number): string[] {
  const questions: string[] = []
  const same = others.find((it) => isAlive(it) && isSame(it, plan))
  const crossed = others.find((it) => isAlive(it) && startOf(it) < endOf(plan) && startOf(plan) < endOf(it))
  if (same) questions.push(t('plans.question.same'))
  else if (crossed) questions.push(t('plans.question.overlap', { practice: dayAndTimesOf(crossed, now) }))
  if (isOver(plan, now)) questions.push(t('plans.question.over', { practice: dayAndTimesOf(plan, now) }))
  const minutes = plannedMinutes(plan)
  if (minutes < SHORT_MINUTES) questions.push(t('plans.question.short', { count: minutes }))
  if (startOf(plan) - now > FAR_MS) questions.push(t('plans.question.far', { day: dateOf(plan, now) }))
  return questions
}

const isAlive = ({ status }: Schedule): boolean => status === 'UPCOMING' || status === 'ONLINE'

const isSame = (a: Plan, b: Plan): boolean => a.date === b.date && a.startTime === b.startTime && a.endTime === b.endTime
