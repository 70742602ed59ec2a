import type { PageName } from '@medconsult/contract'
import type { PlainKey } from '@medconsult/words'
import type { ComponentType } from 'react'
import { t } from '../words/text.ts'
import { useTitle } from './title.ts'

/** Each tab's title until its page sets a more specific one; null: the page always does. */
const titles: Readonly<Record<PageName, PlainKey | null>> = {
  browse: 'page.title.browse',
  login: 'page.title.login',
  reset: 'account.reset.title',
  confirm: 'account.confirm.title',
  account: 'account.title',
  register: 'page.title.register',
  join: 'page.title.join',
  personalLink: 'page.title.join',
  practices: 'page.title.practices',
  practiceRoom: 'page.title.practiceRoom',
  visit: null,
  call: null,
  privacy: 'consent.foot.privacy',
  terms: 'consent.foot.terms',
  accessibility: 'consent.foot.accessibility',
  audit: 'page.title.audit',
}

/** Rendered before the page, so that the page's own title is newer. */
function Title({ text }: { text: PlainKey | null }) {
  useTitle(text === null ? null : `${t(text)} · MedConsult`)
  return null
}

/** A page with its title, until it sets its own. */
export function Titled({ name, of: Component }: { name: PageName; of: ComponentType }) {
  return (
    <>
      <Title text={titles[name]} />
      <Component />
    </>
  )
}
