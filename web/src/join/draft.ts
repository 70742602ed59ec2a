import { tabStorage } from '../server/browser-storage.ts'

/** What a guest has typed so far. */
export interface Draft {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly place: string
  readonly birthDate: string
  /** The version of the consent text that was shown as the tick was set; another is not agreed to. */
  readonly agreesTo: number | null
}

export const emptyDraft: Draft = { name: '', phone: '', email: '', place: '', birthDate: '', agreesTo: null }

const KEY = 'medconsult.join-draft'

/** What has been typed for this link in this tab, which a reload keeps. */
export function readDraft(link: string): Partial<Draft> {
  try {
    const kept = JSON.parse(tabStorage.read(KEY) ?? 'null') as { link: string; draft: Draft } | null
    return kept?.link === link ? kept.draft : {}
  } catch {
    return {}
  }
}

/** Keeps what is typed; null: joined. */
export const writeDraft = (link: string, draft: Draft | null): void =>
  void tabStorage.write(KEY, draft === null ? null : JSON.stringify({ link, draft }))
