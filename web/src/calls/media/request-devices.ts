import { kindOf, type Device } from './media-problem.ts'
import type { Browser, Kind } from './media-state.ts'

export interface Refusal {
  readonly error: unknown
  readonly device: Device
}

const deviceOf = (kinds: readonly Kind[]): Device => (kinds.length === 2 ? 'both' : kinds[0] === 'audio' ? 'microphone' : 'camera')

/** Which device a refused request for both was about, as far as the browser says. */
async function blamedDevice({ permission }: Pick<Browser, 'permission'>): Promise<Device> {
  const [camera, microphone] = await Promise.all([permission('camera'), permission('microphone')])
  if (camera === 'denied' && microphone === 'granted') return 'camera'
  if (microphone === 'denied' && camera === 'granted') return 'microphone'
  return 'both'
}

/** Requests devices together, then one by one if only one of them may be missing. `request` resolves to its error, or null. */
export async function requestDevices(
  kinds: readonly Kind[],
  request: (kinds: readonly Kind[]) => Promise<unknown>,
  browser: Pick<Browser, 'permission'>,
): Promise<Refusal | null> {
  const error = await request(kinds)
  if (!error) return null
  if (kinds.length === 1) return { error, device: deviceOf(kinds) }
  if (!/^(not-found|in-use|unknown)$/.test(kindOf(error))) return { error, device: await blamedDevice(browser) }
  // Sound first, since a consultation can do without a picture.
  const sound = await request(['audio'])
  const picture = await request(['video'])
  const refused = [...(sound ? (['audio'] as const) : []), ...(picture ? (['video'] as const) : [])]
  return refused.length === 0 ? null : { error: sound ?? picture, device: deviceOf(refused) }
}
