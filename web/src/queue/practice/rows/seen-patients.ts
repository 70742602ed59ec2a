import type { AuditLog } from '@medconsult/contract'
import { useQuery } from '@tanstack/react-query'
import { allPages } from '../../../server/all-pages.ts'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/** How many patients were seen, by the audit record; one who was let in again counts once. */
export const countSeen = (rows: readonly Pick<AuditLog, 'actionType' | 'patientId'>[]): number =>
  new Set(rows.filter((row) => row.actionType === 'CALL_ACTIVATED').map((row) => row.patientId)).size

/** How many patients were seen in a practice that is over; undefined until known. The queue omits those who left after coming back. */
export const useSeenCount = (scheduleId: string): number | undefined =>
  useQuery({
    queryKey: [...keys.audit, 'seen', scheduleId],
    queryFn: ({ signal }) => allPages((before) => api('listAudit', { query: { scheduleId, ...before } }, signal)),
    select: countSeen,
  }).data
