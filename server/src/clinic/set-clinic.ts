import { isDeepStrictEqual } from 'node:util'
import { clinicTextKinds, type ClinicRetention, type ClinicTextKind, type GuestQuestions, type OfferedLanguage } from '@medconsult/contract'
import { CLINIC_ID, unsetClinic } from '../core/clinic-row.ts'
import { transact, type Decision } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'
import type { Row } from '../store/row-types.ts'
import { insert, update, type Change, type Store } from '../store/store.ts'
import { textId } from './read-clinic.ts'

/** What is to be set; a field that is absent stays, null unsets it. */
export interface ClinicChange {
  readonly name?: string | null
  readonly phone?: string | null
  readonly emergencyNumber?: string | null
  readonly languages?: readonly OfferedLanguage[] | null
  readonly asks?: Partial<GuestQuestions> | null
  readonly retention?: ClinicRetention | null
  /** By language; null removes that translation, or the whole text. */
  readonly texts?: Readonly<Partial<Record<ClinicTextKind, TextChange | null>>>
}
type TextChange = Readonly<Partial<Record<OfferedLanguage, string | null>>>
type Texts = Row<'clinic_texts'>['texts']

/** Sets what the clinic is like; returns what has changed, by its name in the file. What is already so changes nothing. */
export const setClinic = async (ctx: Ctx, change: ClinicChange): Promise<readonly string[]> =>
  transact(ctx, async (store): Promise<Decision<readonly string[]>> => {
    const row = await store.get('clinic', CLINIC_ID)
    const before = row ?? unsetClinic
    const { texts: newTexts = {}, asks, ...plain } = change
    const fields = { ...before, ...plain, ...(asks === undefined ? {} : { asks: asks && { ...ASKS, ...before.asks, ...asks } }) }
    const texts: (readonly [ClinicTextKind, NextText])[] = []
    for (const kind of clinicTextKinds) texts.push([kind, await nextText(ctx, store, before, kind, newTexts[kind])])
    const after = {
      ...fields,
      texts: Object.fromEntries(texts.flatMap(([kind, { version }]) => (version === null ? [] : [[kind, version]]))),
    }
    const changed = [
      ...(['name', 'phone', 'emergencyNumber', 'languages', 'asks', 'retention'] as const).filter(
        (key) => !isDeepStrictEqual(before[key], after[key]),
      ),
      ...texts.flatMap(([kind, { isChanged }]) => (isChanged ? [`texts.${kind}`] : [])),
    ]
    if (changed.length === 0) return { changes: [], reply: changed }
    const set = row === null ? insert('clinic', { ...after, id: CLINIC_ID }, 'set') : update('clinic', row, after, 'set')
    const asksAnew = after.texts['consent'] !== undefined && after.texts['consent'] !== before.texts.consent
    const changes = [
      { ...set, note: { changed: changed.join(' '), ...after.texts } },
      ...texts.flatMap(([, it]) => it.changes),
      ...(asksAnew ? await touchQueues(store) : []),
    ]
    return { changes, reply: changed }
  })

const ASKS: GuestQuestions = { phone: 'ASKED', place: 'ASKED', birthDate: 'NO' }

interface NextText {
  /** Null: the clinic has no such text. */
  readonly version: number | null
  readonly isChanged: boolean
  readonly changes: readonly Change[]
}

/** Other words in any language make a new version over all of them; a language that is added does not. */
async function nextText(
  ctx: Ctx,
  store: Store,
  { texts }: Pick<Row<'clinic'>, 'texts'>,
  kind: ClinicTextKind,
  change: TextChange | null | undefined,
): Promise<NextText> {
  const inForce = texts[kind] ?? null
  const current = inForce === null ? null : await store.get('clinic_texts', textId(kind, inForce))
  const had: Texts = current?.texts ?? {}
  const has = change === undefined ? had : change === null ? {} : withoutNull({ ...had, ...change })
  if (isDeepStrictEqual(has, had)) return { version: inForce, isChanged: false, changes: [] }
  if (Object.keys(has).length === 0) return { version: null, isChanged: true, changes: [] }
  const isOnlyMore = Object.entries(had).every(([language, text]) => has[language as OfferedLanguage] === text)
  if (current !== null && isOnlyMore)
    return { version: inForce, isChanged: true, changes: [update('clinic_texts', current, { texts: has })] }
  const version = (await store.count('clinic_texts', { kind })) + 1
  const text = { id: textId(kind, version), kind, textVersion: version, texts: has, at: ctx.now().toISOString() }
  return { version, isChanged: true, changes: [insert('clinic_texts', text)] }
}

const withoutNull = (texts: TextChange): Texts => Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== null))

/**
 * A change of every open queue’s counters, so that a join that was decided by the former text loses its race and is decided
 * again. A practice that opens meanwhile has changed the clinic’s row (`startPractice`).
 */
async function touchQueues(store: Store): Promise<Change[]> {
  const changes: Change[] = []
  for (const { id } of await store.find('schedules', { status: 'ONLINE' })) {
    const counter = await store.get('queue_counters', id)
    if (counter !== null) changes.push(update('queue_counters', counter, {}))
  }
  return changes
}
