import type { EnteredAsGuest, GuestEntry } from '@medconsult/contract'
import { userView } from '../accounts/user-view.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { Refusal } from '../core/refusal.ts'
import { transactInTurn, type Decision } from '../core/transact.ts'
import type { Created, Ctx, RequestFacts } from '../core/use-case.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { noticesOfLink } from '../notices/notices-of-link.ts'
import { guard, insert, type Insert, type Store } from '../store/store.ts'
import type { GuestServices } from './guest-services.ts'
import { newGuest, type NewGuest } from './new-guest.ts'
import { practiceOfCode, type PracticeOfCode } from './practice-of-code.ts'
import { isFull } from './unjoined-guests.ts'

/** When to try again where too many have come and not joined: some of them join or are removed. */
const FULL_SECONDS = 300

type ByCode = GuestEntry & { readonly joinCode: string }
type Entered = Created<EnteredAsGuest>

/** Makes a guest of the practice behind a practice link, with a link that is their way back. */
export async function enterByCode(ctx: Ctx, services: GuestServices, body: ByCode, request: RequestFacts): Promise<Entered> {
  const { link, doctor } = await practiceOfCode(ctx, body.joinCode, services.timeZone)
  let isAllowed: Promise<boolean> | null = null
  /** Whether an address that a stranger has typed is written to; counted once, however often this is decided. */
  const maySend = (): Promise<boolean> =>
    (isAllowed ??= Promise.try(services.takeStrangersNotice, request.address).then((wait) => wait === 0))
  return services.tryGuest({ address: request.address, code: link.code }, () =>
    // One at a time for a doctor, so that no more come in than may.
    transactInTurn(ctx, `guests ${doctor.id}`, async (store): Promise<Decision<Entered>> => {
      const practice = await practiceOfCode({ ...ctx, store }, body.joinCode, services.timeZone)
      const cameFrom = services.hashPlace(`guest ${request.address}`)
      const schedule = await openTo(store, practice, cameFrom)
      const guest = await newGuest(ctx, services, store, { schedule, body, link: null, cameFrom }, request)
      const { secret, change } = wayBack(ctx, services, guest)
      const reply = { token: guest.token, user: userView(guest.user), scheduleId: schedule.id, secret }
      const back = noticesOfLink(ctx, services.channels, change.after, guest.clinic.languages[0]!)
      const notices = back.length > 0 && (await maySend()) ? back : []
      return { changes: [guard('join_codes', practice.link), ...guest.changes, change, ...notices], reply: { created: true, reply } }
    }),
  )
}

/** The practice, if the link lets anyone in now. INVITED_ONLY, ACCOUNT_ONLY, PRACTICE_CLOSED, RATE_LIMITED. */
async function openTo(store: Store, { link, schedule }: PracticeOfCode, cameFrom: string): Promise<ScheduleRow> {
  if (link.joinBy === 'INVITED') throw new Refusal('INVITED_ONLY')
  if (link.joinBy === 'ACCOUNT') throw new Refusal('ACCOUNT_ONLY')
  if (schedule === null) throw new Refusal('PRACTICE_CLOSED')
  if (await isFull(store, link, cameFrom)) throw new Refusal('RATE_LIMITED', { retryAfterSeconds: FULL_SECONDS })
  return schedule
}

/** The link by which a guest comes back; it keeps the address that they gave. */
function wayBack(ctx: Ctx, { linkSecret }: GuestServices, { user, facts }: NewGuest): { secret: string; change: Insert<'guest_links'> } {
  const id = ctx.newId()
  const secret = linkSecret(id)
  const { doctorId, scheduleId, phone, language } = user
  if (doctorId === null || scheduleId === null) throw new Error(`guest ${user.id} has no schedule`)
  const change = insert(
    'guest_links',
    {
      id,
      kind: 'RETURN',
      doctorId,
      scheduleId,
      secretHash: hashOfSecret(secret),
      status: 'OPEN',
      name: null,
      email: facts.email,
      phone,
      language,
      userId: user.id,
      loginId: null,
      createdAt: ctx.now().toISOString(),
      usedAt: null,
      expiresAt: null,
      forgotten: false,
    },
    'makeOwn',
  )
  return { secret, change }
}
