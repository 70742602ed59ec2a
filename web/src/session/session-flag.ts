const KEY = 'medconsult.signed-in'
let here = false

/** Whether somebody has been signed in since this page was loaded. */
export const wasSignedInHere = (): boolean => here

/** Whether this browser has signed in and not out since: a hint that spares the sign-in page a request, never a right. */
export const maySignedIn = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

/** Remembers that this browser is signed in, or no longer. */
export function noteSignedIn(signedIn: boolean): void {
  here ||= signedIn
  try {
    if (signedIn) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // A browser that keeps nothing shows the form once more.
  }
}
