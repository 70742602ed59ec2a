import { sharedStorage } from '../server/browser-storage.ts'

/** How a guest comes back to their place from this browser: the secret of their own link, and whose it is. */
export interface WayBack {
  readonly secret: string
  readonly name: string
  /** The practice’s link that they came by; null: a personal one. */
  readonly joinCode: string | null
}

const KEY = 'medconsult.ways-back'
/** Older ones belong to practices that are long over. */
const KEPT = 5

const readAll = (): [scheduleId: string, way: WayBack][] => {
  try {
    const kept: unknown = JSON.parse(sharedStorage.read(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as [string, WayBack][]) : []
  } catch {
    return []
  }
}

/** This browser’s way back to a practice; null: none. */
export const wayBack = (scheduleId: string): WayBack | null => readAll().find(([id]) => id === scheduleId)?.[1] ?? null

/** The newest of them; null: none. */
export const newestWayBack = (): WayBack | null => readAll()[0]?.[1] ?? null

/** Keeps it, or with null forgets it. */
export function keepWayBack(scheduleId: string, way: WayBack | null): void {
  const others = readAll().filter(([id]) => id !== scheduleId)
  const kept = way === null ? others : [[scheduleId, way] as const, ...others].slice(0, KEPT)
  sharedStorage.write(KEY, kept.length === 0 ? null : JSON.stringify(kept))
}

/** Forgets every way back by this secret, which opens nothing any more. */
export function forgetSecret(secret: string): void {
  for (const [id, way] of readAll()) if (way.secret === secret) keepWayBack(id, null)
}
