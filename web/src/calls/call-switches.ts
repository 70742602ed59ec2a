import type { MediaState } from './media-holder.ts'

type Switches = Pick<MediaState, 'microphoneOn' | 'cameraOn'>

const keyOf = (callSessionId: string): string => `medconsult.switches.${callSessionId}`

/** Keeps what this tab has switched off in a call, so that a refresh does not switch it on. */
export function rememberSwitches(callSessionId: string, { microphoneOn, cameraOn }: Switches): void {
  try {
    sessionStorage.setItem(keyOf(callSessionId), JSON.stringify({ microphoneOn, cameraOn }))
  } catch {
    // A browser that keeps nothing asks for both again.
  }
}

/** What this tab has switched off in a call; both on when nothing is known. */
export function recallSwitches(callSessionId: string): Switches {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(callSessionId)) ?? '{}') as Partial<Switches>
    return { microphoneOn: kept.microphoneOn !== false, cameraOn: kept.cameraOn !== false }
  } catch {
    return { microphoneOn: true, cameraOn: true }
  }
}
