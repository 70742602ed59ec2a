import { pages, type Page, type PageName } from '@medconsult/contract'
import type { ComponentType } from 'react'
import { useTitle } from './title.ts'

/** Before the page, whose own title then is the newer one. */
function Title({ text }: { text: string | undefined }) {
  useTitle(text === undefined ? null : `${text} · MedConsult`)
  return null
}

/** A page under its title in the page table, until it shows one of its own. */
export function Titled({ name, of: Component }: { name: PageName; of: ComponentType }) {
  const { title }: Page = pages[name]
  return (
    <>
      <Title text={title} />
      <Component />
    </>
  )
}
