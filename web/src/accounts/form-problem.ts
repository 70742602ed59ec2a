import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pollWhileUnreachable } from '../server/live.ts'
import { useRefusalWords } from '../server/refusal-words.ts'

/** Why a sign-in or registration form was refused, while the reason holds; null if there is none. */
export function useFormProblem(error: Error | null): string | null {
  const client = useQueryClient()
  // Before sign-in, nothing else polls a server that does not answer.
  useEffect(() => pollWhileUnreachable(client), [client])
  return useRefusalWords(error)
}
