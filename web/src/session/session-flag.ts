import { sharedStorage } from '../server/browser-storage.ts'

const KEY = 'medconsult.signed-in'
let here = false

/** Whether somebody has been signed in since this page was loaded. */
export const wasSignedInHere = (): boolean => here

/** Whether this browser has signed in and not out since: a hint that spares the sign-in page a request, never a right. */
export const maySignedIn = (): boolean => sharedStorage.read(KEY) !== null

/** Remembers that this browser is signed in, or no longer. */
export function noteSignedIn(signedIn: boolean): void {
  here ||= signedIn
  sharedStorage.write(KEY, signedIn ? '1' : null)
}
