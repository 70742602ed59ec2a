import { api, isRefusal } from '../../server/api.ts'
import { tabStorage } from '../../server/browser-storage.ts'
import { pause } from '../../server/pause.ts'
import type { MediaState } from '../media/media-state.ts'

type Switches = Pick<MediaState, 'microphoneOn' | 'cameraOn'>

const keyOf = (callSessionId: string): string => `medconsult.switches.${callSessionId}`
const TRY_AGAIN_MS = 1500

/** Stores in this tab what is switched off in a call, so that it stays off after a refresh. */
export function rememberSwitches(callSessionId: string, { microphoneOn, cameraOn }: Switches): void {
  tabStorage.write(keyOf(callSessionId), JSON.stringify({ microphoneOn, cameraOn }))
}

/** What is switched off in a call, as stored in this tab; by default both are on. */
export function recallSwitches(callSessionId: string): Switches {
  try {
    const kept = JSON.parse(tabStorage.read(keyOf(callSessionId)) ?? '{}') as Partial<Switches>
    return { microphoneOn: kept.microphoneOn !== false, cameraOn: kept.cameraOn !== false }
  } catch {
    return { microphoneOn: true, cameraOn: true }
  }
}

/**
 * Reads this side's switches from the server before a page that is new to the call turns anything on: what is off stays
 * off. Retries until answered or `isOver`. Resolves to whether another page of this person is in the call.
 */
export async function learnOwnSide(callSessionId: string, isOver: () => boolean): Promise<boolean> {
  for (;;) {
    try {
      const { microphone, camera, elsewhere } = await api('ownSide', { params: { id: callSessionId } })
      rememberSwitches(callSessionId, { microphoneOn: microphone, cameraOn: camera })
      return elsewhere
    } catch (error) {
      if (isOver() || isRefusal(error, 'NOT_FOUND')) return false
    }
    await pause(TRY_AGAIN_MS)
  }
}

/** Reports to the server what is switched off: only the latest state, retried while it is unreachable. */
export function switchReporter(callSessionId: string, isOver: () => boolean): (now: Switches) => void {
  let reported: Switches = { microphoneOn: true, cameraOn: true }
  let newest = reported
  let reporting = false
  const report = async (): Promise<void> => {
    reporting = true
    while (!isOver() && (newest.microphoneOn !== reported.microphoneOn || newest.cameraOn !== reported.cameraOn)) {
      const now = newest
      try {
        await api('setSwitches', { params: { id: callSessionId }, body: { microphone: now.microphoneOn, camera: now.cameraOn } })
        reported = now
      } catch (error) {
        if (isRefusal(error, 'WRONG_STATE') || isRefusal(error, 'NOT_FOUND')) break
        await pause(TRY_AGAIN_MS)
      }
    }
    reporting = false
  }
  return (now) => {
    newest = now
    if (!reporting) void report()
  }
}
