import { api } from '../server/api.ts'
import { tabStorage } from '../server/browser-storage.ts'

const KEY = 'medconsult.loaded-again'
/** The minimum time between two reloads, ms: code still missing after one will not come by another. */
const ONCE_IN_MS = 60_000

const wasJust = (): boolean => Date.now() - Number(tabStorage.read(KEY)) < ONCE_IN_MS

/**
 * Reloads the page because its code is gone from the server, as after an upgrade; an invitation is stored on the server
 * and rings again. Resolves to false without a reload if the server is unreachable or the page has just been reloaded.
 */
export async function loadAgainFor(target: () => { pathname: string; search: string } | undefined): Promise<boolean> {
  if (wasJust()) return false
  try {
    await api('health')
  } catch {
    return false
  }
  if (wasJust()) return true
  // A browser that cannot remember the reload would repeat it forever.
  if (!tabStorage.write(KEY, String(Date.now()))) return false
  const to = target()
  if (to) window.location.assign(to.pathname + to.search)
  else window.location.reload()
  return true
}
