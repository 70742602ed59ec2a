import type { GuestEntry, JoinLook } from '@medconsult/contract'
import { t } from '../ui/words/text.ts'
import type { Draft } from './draft.ts'

export type FieldName = 'name' | 'phone' | 'place' | 'birthDate' | 'consentVersion'

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
    ...given('place'),
    ...given('birthDate'),
    ...(consent !== null && draft.agreesTo !== null && { consentVersion: draft.agreesTo }),
  }
}
