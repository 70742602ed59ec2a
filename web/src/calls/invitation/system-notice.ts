import { sharedStorage } from '../../server/browser-storage.ts'

/** Shows a system notification while the page is hidden, if already permitted; never asks. Returns a function that closes it. */
export function showSystemNotice(title: string, body: string): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || document.visibilityState === 'visible')
    return () => undefined
  try {
    const notice = new Notification(title, { body, tag: 'medconsult-call', requireInteraction: true })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
    return () => notice.close()
  } catch {
    // Chromium on Android lets only a service worker show notifications; the ring and the title remain.
    return () => undefined
  }
}

const ASKED = 'medconsult.notices-asked'

/** Asks for permission to show notifications, once in this browser. Call it in a press handler only. */
export function askForNotices(): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'default') return
  // Without storage it would ask each time.
  if (sharedStorage.read(ASKED) !== null || !sharedStorage.write(ASKED, '1')) return
  void Notification.requestPermission().catch(() => undefined)
}
