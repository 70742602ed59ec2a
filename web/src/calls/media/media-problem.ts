export type Device = 'camera' | 'microphone' | 'both'
export type System = 'windows' | 'mac' | 'ios' | 'android' | 'linux'
export type ProblemKind = 'denied-here' | 'dismissed' | 'denied-by-system' | 'in-use' | 'not-found' | 'insecure' | 'unknown'

/** Why there is no picture or sound, in words for the person; `help` says what to do on this system. */
export interface MediaProblem {
  readonly kind: ProblemKind
  readonly device: Device
  readonly title: string
  readonly help: string
}

/** The operating system, from the user agent. */
export function systemOf(userAgent: string, touchPoints = 0): System {
  if (/android/i.test(userAgent)) return 'android'
  if (/iphone|ipad|ipod/i.test(userAgent)) return 'ios'
  // An iPad calls itself a Macintosh; no Mac has a touch screen.
  if (/macintosh/i.test(userAgent)) return touchPoints > 1 ? 'ios' : 'mac'
  return /windows/i.test(userAgent) ? 'windows' : 'linux'
}

/** The kind of a getUserMedia error (Media Capture and Streams 10.3; Chromium's and WebKit's messages). */
export function kindOf(error: unknown): ProblemKind {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  const message = error instanceof Error || error instanceof DOMException ? error.message : ''
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      if (/system/i.test(message)) return 'denied-by-system'
      return /dismissed/i.test(message) ? 'dismissed' : 'denied-here'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'not-found'
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use'
    case 'SecurityError':
    case 'TypeError':
      return 'insecure'
    default:
      return 'unknown'
  }
}

const nameOf = { camera: 'the camera', microphone: 'the microphone', both: 'the camera and the microphone' } as const
const itOf = { camera: 'it', microphone: 'it', both: 'them' } as const

/** The problem in words. */
export function describeProblem(kind: ProblemKind, device: Device, system: System): MediaProblem {
  const what = nameOf[device]
  const bare = what.slice('the '.length)
  switch (kind) {
    case 'denied-here':
      return { kind, device, title: `Your browser blocks ${what} for this page`, help: allowHere[system] }
    case 'dismissed':
      return { kind, device, title: `The request for ${what} was closed`, help: 'Try again, then choose Allow when your browser asks.' }
    case 'denied-by-system':
      return { kind, device, title: `Your ${deviceName[system]} blocks ${what} for this browser`, help: allowInSystem[system] }
    case 'in-use':
      return {
        kind,
        device,
        title: `Another program is using ${what}`,
        help: `Close other calls and programs that use ${itOf[device]}, then try again.`,
      }
    case 'not-found':
      return {
        kind,
        device,
        title: `No ${device === 'both' ? 'camera or microphone' : bare} was found`,
        help: `Connect ${device === 'both' ? 'one' : 'it'} or switch it on, then try again.`,
      }
    case 'insecure':
      return {
        kind,
        device,
        title: `This page is not allowed to use ${what}`,
        help: 'Open the clinic’s address with https in an up-to-date browser.',
      }
    case 'unknown':
      return { kind, device, title: `Could not start ${what}`, help: 'Try again. If that does not help, restart the browser.' }
  }
}

const deviceName = { windows: 'computer', mac: 'Mac', ios: 'device', android: 'phone', linux: 'computer' } as const

const allowHere: Record<System, string> = {
  windows: 'Click the lock beside the address, then Allow.',
  mac: 'Click the lock beside the address, then Allow. In Safari: Settings for This Website.',
  linux: 'Click the lock beside the address, then Allow.',
  android: 'Tap the lock beside the address, then Permissions, then Allow.',
  ios: 'Tap “aA” beside the address, then Website Settings, then Allow.',
}

const allowInSystem: Record<System, string> = {
  windows: 'Open Settings, Privacy & security, Camera and Microphone, and allow this browser.',
  mac: 'Open System Settings, Privacy & Security, Camera and Microphone, and allow this browser. Then restart it.',
  linux: 'Open the system’s privacy settings and allow camera and microphone.',
  android: 'Open Settings, Apps, this browser, Permissions, and allow Camera and Microphone.',
  ios: 'Open Settings, this browser, and allow Camera and Microphone.',
}
