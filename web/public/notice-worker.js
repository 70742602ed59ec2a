// Shows push messages, and opens their page when they are pressed. It handles no requests: pages load as they do without it.

self.addEventListener('install', () => {
  void self.skipWaiting()
})

self.addEventListener('push', (event) => {
  const { title, body, link, lang, dir, tag } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, lang, dir, tag, data: { link } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(event.notification.data.link))
})

/** Brings the page to the front if it is open, else opens it; nothing but this site’s own pages. */
async function openPage(link) {
  if (new URL(link).origin !== self.location.origin) return
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = pages.find(({ url }) => url === link)
  await (open === undefined ? self.clients.openWindow(link) : open.focus())
}
