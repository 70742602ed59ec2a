import { KNOWN_PLACE_DAYS } from '@medconsult/contract'
import { insert, update, type Change } from '../store/store.ts'
import type { Ctx, RequestFacts } from '../core/use-case.ts'
import type { AccountServices } from './account-services.ts'

export type KnownPlace = 'browser' | 'address'

/** An account that signs in, and the places it does so from. */
export interface SigningIn {
  readonly email: string
  readonly request: RequestFacts
  readonly hashPlace: AccountServices['hashPlace']
}

const DAY_MS = 86_400_000
/** The age from which a known place in use is refreshed. */
const NOTED_AGAIN_MS = DAY_MS

/** The place from which this account has signed in within `KNOWN_PLACE_DAYS`: the browser, else the address, else null. */
export async function knownPlace(ctx: Ctx, signingIn: SigningIn): Promise<KnownPlace | null> {
  const since = ctx.now().getTime() - KNOWN_PLACE_DAYS * DAY_MS
  for (const [kind, id] of placesOf(signingIn)) {
    const place = await ctx.store.get('known_places', id)
    if (place !== null && Date.parse(place.at) > since) return kind
  }
  return null
}

/** The changes that record where an account signs in from. */
export async function notePlaces(ctx: Ctx, signingIn: SigningIn): Promise<Change[]> {
  const at = ctx.now().toISOString()
  const changes: Change[] = []
  for (const [, id] of placesOf(signingIn)) {
    const known = await ctx.store.get('known_places', id)
    if (known === null) changes.push(insert('known_places', { id, at }))
    else if (Date.parse(at) - Date.parse(known.at) > NOTED_AGAIN_MS) changes.push(update('known_places', known, { at }))
  }
  return changes
}

/** Whether the device was new among these changes: its browser, or a program at its address, which keeps no mark. */
export const isNewDevice = (noted: readonly Change[], signingIn: SigningIn): boolean =>
  noted.some((change) => change.kind === 'insert' && change.after.id === placesOf(signingIn)[0]![1])

/** A place's id is a keyed hash of place and account, which reveals neither. */
function placesOf({ email, request: { address, browser }, hashPlace }: SigningIn): readonly (readonly [KnownPlace, string])[] {
  const ofAddress = ['address', hashPlace(`address ${address} ${email}`)] as const
  // A program is not known by the browsers that were there before it.
  return browser === null
    ? [['address', hashPlace(`program ${address} ${email}`)], ofAddress]
    : [['browser', hashPlace(`browser ${browser} ${email}`)], ofAddress]
}
