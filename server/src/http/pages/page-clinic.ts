import type { ClinicRetention, OfferedLanguage } from '@medconsult/contract'
import { withTimeout } from '../../core/with-timeout.ts'

/** What every page says of the clinic, and the languages that it can be in. */
export interface PageClinic {
  readonly name: string
  readonly phone: string | null
  readonly emergencyNumber: string
  readonly languages: readonly OfferedLanguage[]
  readonly retention: ClinicRetention
}

/** How long a page waits for the store before it is sent with what was last read, in milliseconds. */
const PATIENCE_MS = 1000

/** The clinic as pages show it, read for each of them; while the store is away, as it was last read, at first as `before`. */
export function makePageClinic(read: () => Promise<PageClinic>, before: PageClinic): () => Promise<PageClinic> {
  let last = before
  return () =>
    withTimeout(
      read().then(
        (clinic) => (last = clinic),
        () => last,
      ),
      PATIENCE_MS,
      () => last,
    )
}
