import { api } from '../server/api.ts'
import { clinic } from '../ui/words/clinic.ts'

const WORKER = '/notice-worker.js'

/** Whether this browser could receive push messages, and the clinic sends them. */
export const canPush = (): boolean =>
  clinic.channels.push !== null && 'serviceWorker' in navigator && 'PushManager' in window && typeof Notification !== 'undefined'

/** This browser's subscription, if it has one. */
export async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** Asks for permission and lets this browser receive push messages. False if it is not allowed. Call it in a press handler only. */
export async function startPush(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await navigator.serviceWorker.register(WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: clinic.channels.push }
  // A subscription to another key, as of an earlier installation, would be refused.
  const subscription = await pushManager.subscribe(options).catch(async () => {
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(options)
  })
  const { endpoint, keys } = subscription.toJSON()
  await api('addPushAddress', { body: { endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! } } })
  return true
}

/** This browser receives none any more. */
export async function stopPush(): Promise<void> {
  const subscription = await ownSubscription()
  if (subscription === null) return
  await api('removePushAddress', { body: { endpoint: subscription.endpoint } })
  await subscription.unsubscribe()
}
