import { pathOf } from '@medconsult/contract'
import { tabStorage } from '../server/browser-storage.ts'

declare global {
  interface Window {
    /** The link that index.html took out of the address of this load; for a browser that refuses storage. */
    takenLink?: string
  }
}

const KEY = 'medconsult.link'
const before = `${pathOf('personalLink')}#`

/** The secret of the personal link that this tab was opened with, which index.html took out of the address; null: none. */
export function takenSecret(): string | null {
  const link = tabStorage.read(KEY) ?? window.takenLink
  return link?.startsWith(before) ? link.slice(before.length) : null
}

/** Makes this tab’s personal link page that of `secret`; null: of none. */
export function takeSecret(secret: string | null): void {
  if (secret === null) {
    delete window.takenLink
    tabStorage.write(KEY, null)
  } else if (!tabStorage.write(KEY, before + secret)) window.takenLink = before + secret
}
