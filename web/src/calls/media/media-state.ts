import type { MediaProblem } from './media-problem.ts'

export type MediaStatus = 'off' | 'asking' | 'on' | 'sound-only' | 'picture-only' | 'failed'

/** `microphoneOn` and `cameraOn` are the person's switches; a device that is missing shows in `status` and `problem`. */
export interface MediaState {
  readonly status: MediaStatus
  readonly stream: MediaStream | null
  readonly problem: MediaProblem | null
  readonly microphoneOn: boolean
  readonly cameraOn: boolean
  /** A camera has appeared where there was none: it is offered, never switched on automatically. */
  readonly cameraFound: boolean
}

export const mediaOff: MediaState = {
  status: 'off',
  stream: null,
  problem: null,
  microphoneOn: true,
  cameraOn: true,
  cameraFound: false,
}

export interface Wanted {
  readonly picture?: boolean
  readonly sound?: boolean
  readonly cameraId?: string
  readonly microphoneId?: string
  /** The switches to start with, as the person had them before a refresh. */
  readonly microphoneOn?: boolean
  readonly cameraOn?: boolean
}

export type Kind = 'audio' | 'video'
export const KINDS = ['audio', 'video'] as const satisfies readonly Kind[]

/** What a browser provides; a test provides its own. */
export interface Browser {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'> | undefined
  readonly permission: (device: 'camera' | 'microphone') => Promise<string | null>
  /** Called when the person allows or blocks a device, where the browser reports it. */
  readonly onPermission?: (listener: () => void) => void
  readonly makeStream: (tracks: MediaStreamTrack[]) => MediaStream
  readonly userAgent: string
  readonly touchPoints: number
}

/** This machine's cameras; null if the browser does not list them. */
export async function listCameras({ devices }: Pick<Browser, 'devices'>): Promise<readonly MediaDeviceInfo[] | null> {
  const found = await devices?.enumerateDevices().catch(() => null)
  return found ? found.filter(({ kind }) => kind === 'videoinput') : null
}
