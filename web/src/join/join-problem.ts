import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pollWhileUnreachable } from '../server/live.ts'
import { useRefusalWords } from '../server/refusal-words.ts'
import { t } from '../ui/words/text.ts'

/** Why joining was refused, while the reason holds, or that it is tried again; null if there is nothing to say. */
export function useJoinProblem(error: Error | null, triesAgain: boolean): string | null {
  const client = useQueryClient()
  // Nobody is signed in: nothing else polls a server that does not answer.
  useEffect(() => pollWhileUnreachable(client), [client])
  const words = useRefusalWords(error)
  return triesAgain ? t('join.noNetwork') : words
}
