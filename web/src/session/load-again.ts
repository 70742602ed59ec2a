import { api } from '../server/api.ts'

const KEY = 'medconsult.loaded-again'
/** Not twice for one loss, ms: what is missing after that will not come by loading once more. */
const ONCE_IN_MS = 60_000

const wasJust = (): boolean => Date.now() - Number(sessionStorage.getItem(KEY)) < ONCE_IN_MS

/**
 * Loads the page again since its code is gone from the server, as after an upgrade; an invitation stands on the server
 * and rings again. Answers false where nothing is done: the server is away, or the page was just loaded again.
 */
export async function loadAgainFor(target: () => { pathname: string; search: string } | undefined): Promise<boolean> {
  try {
    if (wasJust()) return false
    await api('health')
    if (wasJust()) return true
    sessionStorage.setItem(KEY, String(Date.now()))
  } catch {
    // No server, or a browser that would not remember that it has been loaded again.
    return false
  }
  const to = target()
  if (to) window.location.assign(to.pathname + to.search)
  else window.location.reload()
  return true
}
