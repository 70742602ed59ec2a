import type { GuestEntry, JoinLook } from '@medconsult/contract'
import { clinic } from '../ui/words/clinic.ts'
import { t } from '../ui/words/text.ts'
import type { Draft } from './draft.ts'
import type { JoinLink } from './join-look.ts'

export type FieldName = 'name' | 'phone' | 'email' | 'place' | 'birthDate' | 'consentVersion'

/** Whether an e-mail address is asked for: where mail is sent, of whoever comes by a practice link; a personal link is there already. */
export const asksEmail = (link: JoinLink): boolean => 'joinCode' in link && clinic.channels.mail

/** What is missing, by field, in the order of the form. The server alone judges what is there. */
export function missing(draft: Draft, { asks, consent }: Pick<JoinLook, 'asks' | 'consent'>): Partial<Record<FieldName, string>> {
  const isMissing = (question: 'phone' | 'place' | 'birthDate') => asks[question] === 'REQUIRED' && draft[question].trim() === ''
  return {
    ...(draft.name.trim() === '' && { name: t('refused.field.NAME_MISSING') }),
    ...(isMissing('phone') && { phone: t('refused.field.PHONE_MISSING') }),
    ...(isMissing('place') && { place: t('join.place.missing') }),
    ...(isMissing('birthDate') && { birthDate: t('refused.field.BIRTH_DATE_MISSING') }),
    ...(consent !== null && draft.agreesTo !== consent.version && { consentVersion: t('join.consent.missing') }),
  }
}

/** What is sent: only what the clinic asks and the guest has given. */
export function answersOf(draft: Draft, { asks, consent }: Pick<JoinLook, 'asks' | 'consent'>): Omit<GuestEntry, 'joinCode' | 'secret'> {
  const given = (question: 'phone' | 'place' | 'birthDate') =>
    asks[question] !== 'NO' && draft[question].trim() !== '' ? { [question]: draft[question].trim() } : {}
  return {
    name: draft.name,
    ...given('phone'),
    ...(draft.email.trim() !== '' && { email: draft.email.trim() }),
    ...given('place'),
    ...given('birthDate'),
    ...(consent !== null && draft.agreesTo !== null && { consentVersion: draft.agreesTo }),
  }
}
