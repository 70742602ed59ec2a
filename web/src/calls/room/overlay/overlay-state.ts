import type { CallView } from '../../connection/call-view.ts'
import type { MediaState } from '../../media/media-state.ts'
import type { Place } from '../../connection/use-call.ts'

/** Whether a card covers the picture, and which. */
export type OverlayState =
  'ending' | 'elsewhere' | 'devices' | 'asking' | 'invited' | 'left' | 'away' | 'waiting' | 'connecting' | 'returning' | 'lost' | null

export interface OverlayFacts {
  readonly view: Pick<CallView, 'shown' | 'gone' | 'left' | 'asleep' | 'present' | 'flowing' | 'still'>
  readonly place: Place
  readonly own: Pick<MediaState, 'status'>
  /** The request for the devices has taken so long that the browser must be asking the person. */
  readonly asks: boolean
  /** The patient has not answered yet. */
  readonly invited: boolean
  readonly ending: boolean
  /** The person continues without camera and microphone. */
  readonly withoutMedia: boolean
}

/** The state to show over the picture; null: only the picture. */
export function overlayState({ view, place, own, asks, invited, ending, withoutMedia }: OverlayFacts): OverlayState {
  if (ending) return 'ending'
  if (place === 'elsewhere') return 'elsewhere'
  if (invited) return 'invited'
  if (own.status === 'failed' && !withoutMedia) return 'devices'
  if (asks && !view.flowing) return 'asking'
  const { shown, gone, left, asleep, present, flowing, still } = view
  if (left) return 'left'
  if (gone) return 'returning'
  const nothing = shown === 'lost' || (shown !== 'waiting' && shown !== 'connecting' && (!flowing || still))
  if (nothing && (asleep || (present === false && shown === 'lost'))) return 'away'
  if (shown === 'live' || shown === 'back') return flowing ? null : 'returning'
  return shown
}
