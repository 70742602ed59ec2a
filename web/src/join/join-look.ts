import type { JoinLook } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** What a person came by: a practice’s link, or a link of their own. */
export type JoinLink = { readonly joinCode: string } | { readonly secret: string }

/** The link’s name for what is kept in this tab; the secret itself is not written again. */
export const nameOf = (link: JoinLink): string => ('joinCode' in link ? link.joinCode : '')

/** How often a page that shows how many wait asks again, ms; nobody is signed in, so no event says. */
const LOOK_EVERY_MS = 15_000

/** What stands behind a link; looking uses nothing up. */
export const lookQuery = (link: JoinLink) =>
  queryOptions({
    queryKey: keys.look('joinCode' in link ? link.joinCode : link.secret),
    queryFn: ({ signal }): Promise<JoinLook> =>
      'joinCode' in link
        ? api('lookAtPractice', { params: { joinCode: link.joinCode } }, signal)
        : api('lookAtLink', { body: link }, signal),
    refetchInterval: LOOK_EVERY_MS,
  })
