import { sharedStorage } from '../../server/browser-storage.ts'

/** The system's own notice while the page is hidden, if the person has allowed it before; never asks. Returns its removal. */
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
    // Chromium on Android only lets a service worker show notices; the ring and the title remain.
    return () => undefined
  }
}

const ASKED = 'medconsult.notices-asked'

/** Asks, once in this browser, whether the system may tell of a call while the page is hidden. After a press only. */
export function askForNotices(): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'default') return
  // A browser that keeps nothing would be asked each time.
  if (sharedStorage.read(ASKED) !== null || !sharedStorage.write(ASKED, '1')) return
  void Notification.requestPermission().catch(() => undefined)
}
