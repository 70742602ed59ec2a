import type { CallView } from './call-view.ts'
import type { MediaState } from './media-holder.ts'
import type { Place } from './use-call.ts'

/** Whether a card covers the picture, and which. */
export type OverlayState =
  'ending' | 'elsewhere' | 'devices' | 'asking' | 'invited' | 'left' | 'waiting' | 'connecting' | 'returning' | 'lost' | null

export interface OverlayFacts {
  readonly view: Pick<CallView, 'shown' | 'gone' | 'present' | 'flowing'>
  readonly place: Place
  readonly own: Pick<MediaState, 'status'>
  /** The patient has not answered yet. */
  readonly invited: boolean
  readonly ending: boolean
  /** The person goes on although there is neither camera nor microphone. */
  readonly withoutMedia: boolean
}

/** The one thing that has to be said over the picture; null while there is nothing but the picture. */
export function overlayState({ view, place, own, invited, ending, withoutMedia }: OverlayFacts): OverlayState {
  if (ending) return 'ending'
  if (place === 'elsewhere') return 'elsewhere'
  if (invited) return 'invited'
  if (own.status === 'failed' && !withoutMedia) return 'devices'
  if (own.status === 'asking' && !view.flowing) return 'asking'
  const { shown } = view
  const away = view.gone || (view.present === false && shown === 'lost')
  if (away && (shown === 'waiting' || shown === 'lost')) return 'left'
  if (shown === 'live' || shown === 'back') return view.flowing ? null : 'returning'
  return shown
}
