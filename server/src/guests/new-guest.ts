import type { GuestEntry } from '@medconsult/contract'
import { newUser } from '../accounts/new-user.ts'
import { openLogin } from '../accounts/open-login.ts'
import { consentChanges } from '../clinic/consent.ts'
import type { Ctx, RequestFacts } from '../core/use-case.ts'
import type { ScheduleRow, UserRow } from '../store/row-types.ts'
import { guard, insert, type Change, type Store } from '../store/store.ts'
import { checkedFacts, type GuestFacts } from './guest-facts.ts'
import type { ClinicSettings } from '../clinic/read-clinic.ts'
import type { GuestServices } from './guest-services.ts'
import type { LinkRow } from './usable-link.ts'

interface Coming {
  readonly schedule: ScheduleRow
  readonly body: GuestEntry
  /** The personal link that is used for the first time; null: a practice link. */
  readonly link: LinkRow | null
  readonly cameFrom: string | null
}

/** A new guest of a schedule, signed in: the changes, and what the rest of the decision needs. */
export interface NewGuest {
  readonly user: UserRow
  readonly token: string
  readonly facts: GuestFacts
  readonly clinic: ClinicSettings
  readonly changes: readonly Change[]
}

/** Makes a guest and their login, with their consent. It holds only while the schedule is as it was read. INVALID, CONSENT_NEEDED. */
export async function newGuest(
  ctx: Ctx,
  services: GuestServices,
  store: Store,
  { schedule, body, link, cameFrom }: Coming,
  { languages, device }: RequestFacts,
): Promise<NewGuest> {
  const clinic = await services.readClinic(store)
  const facts = checkedFacts(ctx, services, clinic, body, link)
  const { name, phone, place, birthDate, language } = facts
  const user = insert(
    'users',
    newUser({
      id: ctx.newId(),
      kind: 'GUEST',
      email: null,
      passwordHash: null,
      name,
      role: 'PATIENT',
      status: 'ACTIVE',
      createdAt: ctx.now().toISOString(),
      scheduleId: schedule.id,
      doctorId: schedule.doctorId,
      hasJoined: false,
      cameFrom,
      phone,
      place,
      birthDate,
      language,
    }),
    'joinAsGuest',
  )
  const login = openLogin(ctx, services.issueToken, user.after, device)
  const consent = consentChanges(ctx, clinic, { userId: user.after.id, version: body.consentVersion, asked: languages })
  const changes = [guard('schedules', schedule), user, ...consent, login.change]
  return { user: user.after, token: login.token, facts, clinic, changes }
}
