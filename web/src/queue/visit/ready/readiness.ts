import type { EntryMedia } from '@medconsult/contract'
import type { MediaState } from '../../../calls/media/media-state.ts'

/** What the page knows of the devices of a patient who has turned Ready on. */
export interface Devices {
  readonly status: MediaState['status']
  /** Whether the microphone delivers sound; null: the browser does not let the page measure it. */
  readonly delivers: boolean | null
  /** The camera delivers frames. */
  readonly picture: boolean
  /** What an earlier page has reported for this entry. */
  readonly said: EntryMedia | null
  /** The person pressed "Go on without sound". */
  readonly withoutSound: boolean
}

/** If this page may not measure the microphone, what an earlier page reported counts. */
const isAudible = ({ status, delivers, said }: Devices): boolean =>
  (status === 'on' || status === 'sound-only') && (delivers ?? (said === 'SOUND' || said === 'BOTH'))

/** What to report of the devices; null: nothing yet, as while the browser's question is unanswered. */
export function deliveredBy(devices: Devices): EntryMedia | null {
  if (isAudible(devices)) return devices.picture ? 'BOTH' : 'SOUND'
  const { status, withoutSound } = devices
  return withoutSound || status === 'failed' || status === 'picture-only' ? 'NONE' : null
}

/** Ready by the switch, but without sound so far. */
export const isAlmostReady = (devices: Devices): boolean => !isAudible(devices) && !devices.withoutSound

/** What is missing for a patient who is almost ready. `late`: for longer than devices take to start. */
export function almostWords({ status, delivers }: Devices, late: boolean): string {
  if (status === 'failed' || status === 'picture-only') return 'Nobody can hear you yet. Try again, or go on without sound.'
  if (!late) return 'Camera and microphone are starting.'
  if (status === 'asking' || status === 'off') return 'Choose Allow when your browser asks, or go on without sound.'
  if (delivers === null) return 'Tap or click this page once so that it can listen to your microphone.'
  return 'Nothing is heard from your microphone yet. Say something, or go on without sound.'
}
