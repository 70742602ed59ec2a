import type { ConsentText, OfferedLanguage } from '@medconsult/contract'
import type { Row, UserRow } from '../store/row-types.ts'
import { guard, insert, update, type Change, type Store } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'
import { inLanguage } from './in-language.ts'
import type { ClinicSettings } from './read-clinic.ts'

/** The consent text in force, for somebody who reads these languages; null: nobody is asked. */
export const consentText = ({ consent, languages }: ClinicSettings, asked: readonly OfferedLanguage[]): ConsentText | null =>
  consent === null ? null : { version: consent.version, ...inLanguage(consent.texts, asked, languages) }

/** What a person has agreed to, or taken back, last. */
export async function newestConsent(store: Store, userId: string): Promise<Row<'consents'> | null> {
  const [newest] = await store.find('consents', { userId }, { by: 'id', order: 'desc', limit: 1 })
  return newest ?? null
}

/** The text that a person has to agree to before they join; null: none, or they have. */
export async function neededConsent(
  store: Store,
  clinic: ClinicSettings,
  userId: string,
  asked: readonly OfferedLanguage[],
): Promise<ConsentText | null> {
  const text = consentText(clinic, asked)
  if (text === null) return null
  const newest = await newestConsent(store, userId)
  return newest?.isGiven === true && newest.textVersion === text.version ? null : text
}

/**
 * The changes that make a join hold only while its person’s consent does; none where nobody is asked. Every consent is a
 * change of its person’s row too (`addConsent`), and a new text one of every open queue (`setClinic`). CONSENT_NEEDED.
 */
export async function assertConsent(
  store: Store,
  clinic: ClinicSettings,
  user: UserRow,
  asked: readonly OfferedLanguage[],
): Promise<Change[]> {
  if (clinic.consent === null) return []
  const consent = await neededConsent(store, clinic, user.id, asked)
  if (consent !== null) throw new Refusal('CONSENT_NEEDED', { consent })
  return [guard('users', user)]
}

/**
 * The consent of somebody who is created in the same commit, to the version that they have read; none where nobody is
 * asked. `asked`: the languages that they read, in the order in which the text was chosen for them. CONSENT_NEEDED.
 */
export function consentChanges(
  ctx: Ctx,
  clinic: ClinicSettings,
  { userId, version, asked }: { userId: string; version: number | undefined; asked: readonly OfferedLanguage[] },
): Change[] {
  const consent = consentText(clinic, asked)
  if (consent === null) return []
  if (consent.version !== version) throw new Refusal('CONSENT_NEEDED', { consent })
  return [given(ctx, userId, consent)]
}

const given = (ctx: Ctx, userId: string, { version: textVersion, language }: ConsentText) =>
  insert('consents', { id: ctx.newId(), userId, textVersion, language, isGiven: true, at: ctx.now().toISOString() }, 'give')

/** A person’s next consent after `newest`, given to a text or (null) withdrawn. */
export function addConsent(ctx: Ctx, user: UserRow, newest: Row<'consents'> | null, text: ConsentText | null) {
  // The newest is the one with the greatest id, whichever process made it.
  if (newest !== null) ctx.transactions.follow?.(newest.id)
  const { id: userId } = user
  const consent =
    text !== null
      ? given(ctx, userId, text)
      : insert('consents', { ...newest!, id: ctx.newId(), isGiven: false, at: ctx.now().toISOString() }, 'withdraw')
  return { changes: [consent, update('users', user, {})], reply: consent.after }
}
