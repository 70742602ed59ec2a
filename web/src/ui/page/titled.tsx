import { pages, type Page, type PageName } from '@medconsult/contract'
import type { ComponentType } from 'react'
import { useTitle } from './title.ts'

/** Rendered before the page, so that the page's own title is newer. */
function Title({ text }: { text: string | undefined }) {
  useTitle(text === undefined ? null : `${text} · MedConsult`)
  return null
}

/** A page with its title from the page table, until it sets its own. */
export function Titled({ name, of: Component }: { name: PageName; of: ComponentType }) {
  const { title }: Page = pages[name]
  return (
    <>
      <Title text={title} />
      <Component />
    </>
  )
}
