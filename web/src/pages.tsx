/** How each page's code is loaded. */
export const pages = {
  browse: () => import('./schedules/browse.tsx'),
  practices: () => import('./schedules/practices.tsx'),
  practiceRoom: () => import('./queue/practice-room.tsx'),
  visit: () => import('./queue/visit.tsx'),
  audit: () => import('./audit/audit-record.tsx'),
  call: () => import('./calls/call-room.tsx'),
} as const

const ofRole = {
  DOCTOR: [pages.practiceRoom, pages.practices, pages.audit],
  PATIENT: [pages.visit, pages.browse],
} as const

/** Loads a role's pages while nothing else is to do, so that going there needs no network. Returns how to stop. */
export function prefetchPages(role: keyof typeof ofRole): () => void {
  const timer = setTimeout(() => {
    for (const load of ofRole[role]) void load().catch(() => undefined)
  }, 2000)
  return () => clearTimeout(timer)
}
