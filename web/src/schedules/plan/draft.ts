import { useMe } from '../../session/me.ts'

/** Person and form → what was typed. Kept while the page is: signing in again leaves it there. */
const drafts = new Map<string, unknown>()

interface Draft<T> {
  /** What this person has typed and not sent; null: nothing. */
  readonly kept: T | null
  keep(values: T): void
  /** It was sent. */
  forget(): void
}

/** The draft of one person's form; nobody else's, whoever signs in in this page. */
export function draftOf<T>(userId: string, form: string): Draft<T> {
  const name = `${userId}/${form}`
  return {
    kept: (drafts.get(name) as T | undefined) ?? null,
    keep: (values) => void drafts.set(name, values),
    forget: () => void drafts.delete(name),
  }
}

/** The same for who is signed in. */
export const useDraft = <T>(form: string): Draft<T> => draftOf(useMe().id, form)
