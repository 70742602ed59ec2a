import type { ClinicSettings } from '../clinic/read-clinic.ts'
import type { TakeMove, TakeStrangersNotice, TryGuest } from '../core/rate-limits.ts'
import type { Channels } from '../notices/channels.ts'
import type { Store } from '../store/store.ts'

/** What the use cases of guests need beside their Ctx. */
export interface GuestServices {
  readonly timeZone: string
  readonly readClinic: (store: Store) => Promise<ClinicSettings>
  /** The secret of a link, from its row’s id. */
  readonly linkSecret: (rowId: string) => string
  /** By which channels people can be reached. */
  readonly channels: Channels
  /** A keyed hash of a client address. */
  readonly hashPlace: (text: string) => string
  readonly newJoinCode: () => string
  readonly issueToken: (
    login: { userId: string; role: 'DOCTOR' | 'PATIENT'; loginId: string },
    now: Date,
  ) => { token: string; expiresAt: string }
  readonly tryGuest: TryGuest
  readonly takeMove: TakeMove
  readonly takeStrangersNotice: TakeStrangersNotice
}
