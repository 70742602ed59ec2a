import { part } from '../ui/dialog/part.ts'

/** The code that opens a call. */
export const preparedCalls = part(() => import('./connection/open-calls.ts'))
