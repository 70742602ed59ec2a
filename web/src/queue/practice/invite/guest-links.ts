import { pathOf, type GuestLink, type OfferedLanguage } from '@medconsult/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/** A practice’s personal links, newest first. */
export const guestLinksQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: keys.guestLinks(scheduleId),
    queryFn: ({ signal }) => api('listGuestLinks', { params: { id: scheduleId } }, signal),
  })

/** A personal link’s address, of which only its maker and its receiver know. */
export const addressOf = (secret: string): string => `${window.location.origin}${pathOf('personalLink')}#${secret}`

/** For whom a link is made; `address` is an e-mail address or a telephone number. */
export interface OnePerson {
  readonly name: string
  readonly address: string
  readonly language: OfferedLanguage | ''
}

/** The field that an address is: only an e-mail address has an @. */
export const addressed = (address: string): { email?: string; phone?: string } => {
  const typed = address.trim()
  if (typed === '') return {}
  return typed.includes('@') ? { email: typed } : { phone: typed }
}

/** Makes a personal link, and withdraws one. */
export function useGuestLinks(scheduleId: string) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: keys.guestLinks(scheduleId) })
  const make = useMutation({
    mutationFn: ({ name, address, language }: OnePerson) =>
      api('makeGuestLink', { params: { id: scheduleId }, body: { name, ...addressed(address), ...(language !== '' && { language }) } }),
    onSuccess: () => void refresh(),
  })
  const revoke = useMutation({
    mutationFn: ({ id }: GuestLink) => api('revokeGuestLink', { params: { id } }),
    onSettled: () => refresh(),
  })
  return { make, revoke }
}
