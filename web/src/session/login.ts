import type { Me } from '@medconsult/contract'
import { observable } from '../server/observable.ts'

type Login = Pick<Me, 'id' | 'loginId'>

let own: Login | null = null

/** Whether somebody else has signed in in this browser since this page was opened. */
export const otherLogin = observable(false)

/** The login that this page acts by: `If-Login` of its requests. Null until it is known. */
export const ownLoginId = (): string | null => own?.loginId ?? null

/** What is known of this browser's login now: this page's own from the start, or again of the same person, else another's. */
export function learnLogin(now: Login): void {
  if (own === null || own.id === now.id) own = { id: now.id, loginId: now.loginId }
  otherLogin.set(own.id !== now.id)
}

/** This page begins anew, with whoever is signed in then. */
export function forgetLogin(): void {
  own = null
  otherLogin.set(false)
}

const CHANNEL = 'medconsult.login'

/** Hears of sign-ins in this browser's other tabs until the returned function is called. */
export function hearSignIns(): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<Login>) => learnLogin(data))
  return () => channel.close()
}

/** Tells this browser's other tabs who has signed in. */
export function tellSignedIn({ id, loginId }: Login): void {
  const channel = new BroadcastChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none: it never leaves this origin
  channel.postMessage({ id, loginId } satisfies Login)
  channel.close()
}
