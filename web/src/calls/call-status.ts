import type { CallStatusView } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { recallPeerId } from './connection/peer-id.ts'

/** The status and the outcome of the doctor's invitation. */
export const callStatusQuery = (callSessionId: string) =>
  queryOptions({
    queryKey: keys.callStatus(callSessionId),
    queryFn: ({ signal }): Promise<CallStatusView> => api('callStatus', { params: { id: callSessionId } }, signal),
  })

/** Whether the doctor's end of a call is another window's. A call without a peer id was started by a program: any window may take it. */
export const isAnotherWindows = ({ id, doctorPeerId }: Pick<CallStatusView, 'id' | 'doctorPeerId'>): boolean =>
  doctorPeerId !== null && doctorPeerId !== recallPeerId(id)
