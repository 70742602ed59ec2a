import { AxeBuilder } from '@axe-core/playwright'
import { expect, type BrowserContext, type Page } from '@playwright/test'

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Expects no violations, light and dark, on a phone and a desktop, and nothing wider than the screen. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${name}, ${size}, ${colorScheme}`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      // In the page itself: no frames of other origins to gather from, and a blank page each time costs more than the looking.
      const axe = new AxeBuilder({ page }).setLegacyMode()
      // In dark mode only colours differ.
      const { violations, passes, incomplete } = await (
        colorScheme === 'dark' ? axe.withRules('color-contrast') : axe.withTags(tags)
      ).analyze()
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      )
      expect.soft(found, where).toEqual([])
      // axe cannot judge text over video and lists it as incomplete.
      expect(passes.length + incomplete.length, where).toBeGreaterThan(0)
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect.soft(overflow, `${name}, ${size}: pixels wider than the screen`).toBeLessThanOrEqual(0)
  }
}

/** Expects no violations in the page as it is, in whatever language. */
export async function expectNoViolations(page: Page, name: string): Promise<void> {
  // The pseudo-language has no code of its own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).disableRules(['html-lang-valid']).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  expect.soft(found, name).toEqual([])
}

/** Texts that are wider or higher than the box they stand in, so that a part of them cannot be read. */
function cutOff(): string[] {
  const found: string[] = []
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const hasText = [...element.childNodes].some((it) => it instanceof Text && it.data.trim() !== '')
    const { overflowX, overflowY, position, clipPath } = getComputedStyle(element)
    // What only screen readers read is a pixel wide on purpose.
    if (!hasText || !element.checkVisibility({ visibilityProperty: true }) || (position === 'absolute' && clipPath !== 'none')) continue
    const wide = ['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1
    const high = ['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + 2
    if ((wide || high) && element.clientWidth > 1) found.push(element.textContent.slice(0, 80))
  }
  return found
}

/** Expects that nothing is cut off or wider than the screen, on the narrowest phone and a desktop. */
export async function expectWhole(page: Page, name: string): Promise<void> {
  await expectWholeAt(page, [320, 640], name)
  await expectWholeAt(page, [1280, 800], name)
}

/** Expects that nothing is cut off or wider than a screen of this size. */
export async function expectWholeAt(page: Page, [width, height]: readonly [number, number], name: string): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await page.setViewportSize({ width, height })
  const where = `${name}, ${width} px`
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(wider, `${where}: pixels wider than the screen`).toBeLessThanOrEqual(0)
  expect.soft(await page.evaluate(cutOff), `${where}: cut off`).toEqual([])
}

/** Chooses the language of a context’s pages. */
export const inLanguage = (context: BrowserContext, url: string, language: string): Promise<void> =>
  context.addCookies([{ name: 'language', value: language, url }])
