import { callRoom } from '../calls/call-code.ts'
import { fetchAhead, part } from '../ui/dialog/part.ts'

/** How each page's code is loaded. */
export const pages = {
  signIn: part(() => import('../accounts/sign-in.tsx')),
  register: part(() => import('../accounts/register.tsx')),
  shell: part(() => import('./shell.tsx')),
  browse: part(() => import('../schedules/browse.tsx'), 'PATIENT'),
  practices: part(() => import('../schedules/practices.tsx'), 'DOCTOR'),
  practiceRoom: part(() => import('../queue/practice/practice-room.tsx'), 'DOCTOR'),
  visit: part(() => import('../queue/visit/visit.tsx'), 'PATIENT'),
  audit: part(() => import('../audit/audit-record.tsx'), 'DOCTOR'),
  call: callRoom,
  unknown: part(() => import('../ui/page/unknown-page.tsx')),
} as const

/** Loads what a role's pages may need while nothing else is to do, so that going there needs no network. Returns how to stop. */
export function prefetchPages(role: 'DOCTOR' | 'PATIENT'): () => void {
  const timer = setTimeout(() => void fetchAhead(role), 2000)
  return () => clearTimeout(timer)
}
