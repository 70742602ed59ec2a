import { matchPath } from 'react-router'
import { pages, pathOf } from '@medconsult/contract'
import { signInPath } from '../session/return-path.ts'
import type { SessionEnd } from '../session/session-end.ts'
import type { ElsewhereState } from './elsewhere.tsx'
import { takeSecret } from '../session/taken-link.ts'
import { newestWayBack, wayBack } from './way-back.ts'

/**
 * Where a page goes whose login has ended: who has gone on elsewhere is told so, a guest comes back by their own link, everybody
 * else signs in again. `isAccount`: the page knows that its person has an account.
 */
export function pathAfter(how: SessionEnd, path: string, isAccount: boolean): { path: string; state?: ElsewhereState } {
  const { scheduleId } = matchPath(pages.visit.path, path.split('?')[0]!)?.params ?? {}
  const isOwn = how === 'moved' || path.startsWith(pathOf('call', { callSessionId: '' }))
  const way = isAccount ? null : scheduleId !== undefined ? wayBack(scheduleId) : isOwn ? newestWayBack() : null
  if (how !== 'moved' && way === null) return { path: signInPath(path) }
  takeSecret('personalLink', way?.secret ?? null)
  return { path: pathOf('personalLink'), ...(how === 'moved' && { state: { movedFrom: path } }) }
}
