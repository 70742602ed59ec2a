import { lastAnswerAt } from './api.ts'
import { isReached, useLive } from './live.ts'
import { clockTime } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'

/** "as of 09:31" while the server cannot be reached; null while what is shown is fresh. */
export function useAsOf(dataUpdatedAt: number): string | null {
  const reached = isReached(useLive())
  return !reached && dataUpdatedAt > 0 ? t('time.asOf', { time: clockTime(dataUpdatedAt) }) : null
}

/** The same for a whole page: the time of the last answer, unchanged while none arrives. */
export const useLastAnswer = (): string | null => useAsOf(lastAnswerAt())
