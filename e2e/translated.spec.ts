import type { BrowserContext } from '@playwright/test'
import { untilReady } from './journey.ts'
import { expect, test } from './test.ts'

/** Does what a browser's translator does to every text as soon as it appears: replaces the text node by an element. */
function translate(): void {
  const skipped = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'NOSCRIPT', 'FONT'])
  const into = (root: Node): void => {
    const texts: Text[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    if (root instanceof Text) texts.push(root)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (text.data.trim() === '' || !text.parentElement || skipped.has(text.parentElement.tagName)) continue
      const font = document.createElement('font')
      font.append(text.data)
      text.replaceWith(font)
    }
  }
  new MutationObserver((changes) =>
    changes.forEach((change) => change.addedNodes.forEach((node) => node.isConnected && into(node))),
  ).observe(document, { childList: true, subtree: true })
}

const translated = (context: BrowserContext): Promise<unknown> => context.addInitScript(translate)

test('a translated page survives a whole call, since every text has its own element', async ({ doctor, patient }) => {
  await translated(doctor.person.context)
  await translated(patient.person.context)
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.notNow()
  await expect(patient.ready).not.toBeChecked()
  await patient.getReady()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  await patient.page.getByRole('link', { name: 'See all doctors' }).click()
  await expect(patient.page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const { page } of [doctor, patient]) expect(await page.locator('font').count()).toBeGreaterThan(10)
})
