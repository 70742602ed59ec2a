import { api } from '../server/api.ts'
import { tabStorage } from '../server/browser-storage.ts'

const KEY = 'medconsult.loaded-again'
/** Not twice for one loss, ms: what is missing after that will not come by loading once more. */
const ONCE_IN_MS = 60_000

const wasJust = (): boolean => Date.now() - Number(tabStorage.read(KEY)) < ONCE_IN_MS

/**
 * Loads the page again since its code is gone from the server, as after an upgrade; an invitation stands on the server
 * and rings again. Answers false where nothing is done: the server is away, or the page was just loaded again.
 */
export async function loadAgainFor(target: () => { pathname: string; search: string } | undefined): Promise<boolean> {
  if (wasJust()) return false
  try {
    await api('health')
  } catch {
    return false
  }
  if (wasJust()) return true
  // A browser that would not remember it could load the page again and again.
  if (!tabStorage.write(KEY, String(Date.now()))) return false
  const to = target()
  if (to) window.location.assign(to.pathname + to.search)
  else window.location.reload()
  return true
}
