import { faultAt, type Fault, type GuestEntry } from '@medconsult/contract'
import { clinicDate } from '../core/clinic-time.ts'
import { phoneOf } from '../core/phone.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'
import type { UserRow } from '../store/row-types.ts'
import type { ClinicSettings } from '../clinic/read-clinic.ts'
import type { GuestServices } from './guest-services.ts'
import type { LinkRow } from './usable-link.ts'

/** What a new guest has told, on top of what the link already says. */
export type GuestFacts = Pick<UserRow, 'name' | 'phone' | 'place' | 'birthDate' | 'language'> & { readonly email: string | null }

/** Checks what a new guest told: nothing that the clinic requires is missing, and what it does not ask is not kept. INVALID. */
export function checkedFacts(
  ctx: Ctx,
  { timeZone }: Pick<GuestServices, 'timeZone'>,
  { asks, phone: clinicPhone }: ClinicSettings,
  body: GuestEntry,
  link: Pick<LinkRow, 'email' | 'phone' | 'language'> | null,
): GuestFacts {
  const faults: Fault[] = []
  if (body.name === undefined) faults.push(faultAt('name', 'NAME_MISSING'))
  const typedPhone = body.phone?.trim() ?? ''
  const ownPhone = typedPhone === '' ? null : phoneOf(typedPhone, clinicPhone)
  const phone = asks.phone === 'NO' ? null : (ownPhone ?? link?.phone ?? null)
  if (typedPhone !== '' && ownPhone === null) faults.push(faultAt('phone', 'PHONE_INVALID'))
  else if (asks.phone === 'REQUIRED' && phone === null) faults.push(faultAt('phone', 'PHONE_MISSING'))
  const place = asks.place === 'NO' || body.place === undefined || body.place === '' ? null : body.place
  if (asks.place === 'REQUIRED' && place === null) faults.push(faultAt('place', 'PLACE_MISSING'))
  const birthDate = asks.birthDate === 'NO' ? null : (body.birthDate ?? null)
  if (asks.birthDate === 'REQUIRED' && birthDate === null) faults.push(faultAt('birthDate', 'BIRTH_DATE_MISSING'))
  if (birthDate !== null && birthDate > clinicDate(ctx.now(), timeZone)) faults.push(faultAt('birthDate', 'DATE_FUTURE'))
  if (faults.length > 0 || body.name === undefined) throw new Refusal('INVALID', { errors: faults })
  const language = body.language ?? link?.language ?? null
  return { name: body.name, phone, place, birthDate, language, email: body.email ?? link?.email ?? null }
}
