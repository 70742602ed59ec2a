import type { Me } from '@medconsult/contract'
import { observable } from '../server/observable.ts'

type Login = Pick<Me, 'id' | 'loginId'>

let own: Login | null = null

/** Whether somebody else has signed in in this browser since this page was opened. */
export const otherLogin = observable(false)

/** The login that this page acts with: the `If-Login` of its requests. Null until it is known. */
export const ownLoginId = (): string | null => own?.loginId ?? null

/** Takes in this browser's current login: this page's own if it is the first, or the same person's again; otherwise another's. */
export function learnLogin(now: Login): void {
  if (own === null || own.id === now.id) own = { id: now.id, loginId: now.loginId }
  otherLogin.set(own.id !== now.id)
}

/** Resets the page's login; the next one learnt becomes its own. */
export function forgetLogin(): void {
  own = null
  otherLogin.set(false)
}

const CHANNEL = 'medconsult.login'

/** Listens for sign-ins in this browser's other tabs until the returned function is called. */
export function followSignIns(): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<Login>) => learnLogin(data))
  return () => channel.close()
}

/** Notifies this browser's other tabs of who has signed in. */
export function broadcastSignIn({ id, loginId }: Login): void {
  const channel = new BroadcastChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none: it never leaves this origin
  channel.postMessage({ id, loginId } satisfies Login)
  channel.close()
}
