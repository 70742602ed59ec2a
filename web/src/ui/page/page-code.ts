import { pages, type Page as PageRow, type PageName, type Role } from '@medconsult/contract'
import type { ComponentType } from 'react'
import { lazyCode, type LazyCode } from '../lazy/lazy-code.ts'

/** What a page's module, `*.page.tsx`, exports: the page, and what the shell shows around it. */
export interface Page {
  readonly Component: ComponentType
  readonly Footer?: ComponentType
  /** Shows how fresh the page is. */
  readonly live?: boolean
  /** Without header and foot, as the call. */
  readonly bare?: boolean
}

const modules = import.meta.glob<{ page: Page }>('../../**/*.page.tsx')

const codeOf = ({ chunk, who }: PageRow): LazyCode<Page> => {
  const load = modules[`../../${chunk}.page.tsx`]
  if (!load) throw new Error(`no ${chunk}.page.tsx`)
  return lazyCode(async () => (await load()).page, who === 'doctor' || who === 'patient' ? (who.toUpperCase() as Role) : 'BOTH')
}

/** Each page's code, in its own chunk. */
export const pageCode = Object.fromEntries(Object.entries(pages).map(([name, row]) => [name, codeOf(row)])) as Record<
  PageName,
  LazyCode<Page>
>

/** Loads a page's code in advance. */
export const prefetchPage = (name: PageName): void => void pageCode[name].prefetch().catch(() => undefined)
