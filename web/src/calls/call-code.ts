import { part } from '../ui/part.ts'

/** The code that opens a call. */
export const preparedCalls = part(() => import('./prepared-calls.ts'))

/** The call's page. */
export const callRoom = part(() => import('./call-room.tsx'))
