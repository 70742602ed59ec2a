import { pathOf } from '@medconsult/contract'
import { tabStorage } from '../server/browser-storage.ts'

declare global {
  interface Window {
    /** The link that index.html took out of the address of this load; for a browser that refuses storage. */
    takenLink?: string
  }
}

const KEY = 'medconsult.link'

/** The pages that links with a secret lead to. */
type LinkPage = 'personalLink' | 'reset' | 'confirm'

const before = (page: LinkPage): string => `${pathOf(page)}#`

/** The secret of the link to this page that this tab was opened with, which index.html took out of the address; null: none. */
export function takenSecret(page: LinkPage): string | null {
  const link = tabStorage.read(KEY) ?? window.takenLink
  return link?.startsWith(before(page)) ? link.slice(before(page).length) : null
}

/** Makes this tab’s link to this page that of `secret`; null: of none. */
export function takeSecret(page: LinkPage, secret: string | null): void {
  if (secret === null) {
    delete window.takenLink
    tabStorage.write(KEY, null)
  } else if (!tabStorage.write(KEY, before(page) + secret)) window.takenLink = before(page) + secret
}
