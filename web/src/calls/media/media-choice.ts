import type { Kind, Wanted } from './media-state.ts'

export type Facing = 'user' | 'environment'

/** Which devices to use. */
export type Choice = Required<Pick<Wanted, 'picture' | 'sound'>> & Wanted & { readonly facing: Facing }

export const initialChoice: Choice = { picture: true, sound: true, facing: 'user' }

/** What to request of `getUserMedia` for one kind of device. */
export const constraintOf = (kind: Kind, { microphoneId, cameraId, facing }: Choice): MediaTrackConstraints =>
  kind === 'audio'
    ? {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(microphoneId ? { deviceId: { ideal: microphoneId } } : {}),
      }
    : {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30, max: 30 },
        ...(cameraId ? { deviceId: { ideal: cameraId } } : { facingMode: facing }),
      }
