import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askWhileSilent } from '../server/live.ts'
import { useRefusalWords } from '../server/refusal-words.ts'

/** Why a form for who is not signed in was refused, for as long as that goes on; null: nothing to say. */
export function useFormProblem(error: Error | null): string | null {
  const client = useQueryClient()
  // Nobody else asks a silent server before somebody is signed in.
  useEffect(() => askWhileSilent(client), [client])
  return useRefusalWords(error)
}
