import type { EntryMedia } from '@medconsult/contract'
import type { MediaState } from '../../../calls/media/media-state.ts'
import { t } from '../../../ui/words/text.ts'

/** What the page knows of the devices of a patient who has turned Ready on. */
export interface Devices {
  readonly status: MediaState['status']
  /** Whether the microphone delivers sound; null: the browser does not let the page measure it. */
  readonly delivers: boolean | null
  /** The camera delivers frames. */
  readonly picture: boolean
  /** What an earlier page has reported for this entry. */
  readonly said: EntryMedia | null
  /** The person pressed "Go on without a microphone". */
  readonly withoutMicrophone: boolean
}

/** If this page may not measure the microphone, what an earlier page reported counts. */
const isAudible = ({ status, delivers, said }: Devices): boolean =>
  (status === 'on' || status === 'sound-only') && (delivers ?? (said === 'SOUND' || said === 'BOTH'))

/** What to report of the devices; null: nothing yet, as while the browser's question is unanswered. */
export function deliveredBy(devices: Devices): EntryMedia | null {
  if (isAudible(devices)) return devices.picture ? 'BOTH' : 'SOUND'
  const { status, withoutMicrophone } = devices
  return withoutMicrophone || status === 'failed' || status === 'picture-only' ? 'NONE' : null
}

/** Ready by the switch, but nothing heard so far. */
export const isAlmostReady = (devices: Devices): boolean => !isAudible(devices) && !devices.withoutMicrophone

/** What is missing for a patient who is almost ready. `late`: for longer than devices take to start. */
export function almostWords({ status, delivers }: Devices, late: boolean): string {
  if (status === 'failed' || status === 'picture-only') return t('visit.ready.notHeard')
  if (!late) return t('visit.ready.starting')
  if (status === 'asking' || status === 'off') return t('visit.ready.asking')
  if (delivers === null) return t('visit.ready.tap')
  return t('visit.ready.silent')
}
