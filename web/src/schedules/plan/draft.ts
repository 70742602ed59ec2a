import { useMe } from '../../session/me.ts'

/** Person and form → what was typed. Kept until the page is reloaded, even across sign-ins. */
const drafts = new Map<string, unknown>()

interface Draft<T> {
  /** What this person has typed and not yet sent; null: nothing. */
  readonly kept: T | null
  keep(values: T): void
  /** Drops it once sent. */
  forget(): void
}

/** The draft of one person's form; another person who signs in on this page has their own. */
export function draftOf<T>(userId: string, form: string): Draft<T> {
  const name = `${userId}/${form}`
  return {
    kept: (drafts.get(name) as T | undefined) ?? null,
    keep: (values) => void drafts.set(name, values),
    forget: () => void drafts.delete(name),
  }
}

/** The draft of the signed-in person. */
export const useDraft = <T>(form: string): Draft<T> => draftOf(useMe().id, form)
