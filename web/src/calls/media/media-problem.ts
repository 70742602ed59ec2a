import type { PlainKey } from '@medconsult/words'
import { t } from '../../ui/words/text.ts'

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

/** What a person calls the machine. */
const machine = { windows: 'computer', mac: 'mac', ios: 'device', android: 'phone', linux: 'computer' } as const

const allowHere = {
  windows: 'media.fix.allowHere.computer',
  mac: 'media.fix.allowHere.mac',
  ios: 'media.fix.allowHere.ios',
  android: 'media.fix.allowHere.android',
  linux: 'media.fix.allowHere.computer',
} as const satisfies Record<System, PlainKey>

type Of = { readonly device: Device; readonly system: System }
type Words = { readonly title: (of: Of) => PlainKey; readonly help: (of: Of) => PlainKey }

/** The texts of each kind of problem. */
const words: Readonly<Record<ProblemKind, Words>> = {
  'denied-here': {
    title: ({ device }) => `media.problem.deniedHere.${device}`,
    help: ({ system }) => allowHere[system],
  },
  dismissed: {
    title: ({ device }) => `media.problem.dismissed.${device}`,
    help: () => 'media.fix.dismissed',
  },
  'denied-by-system': {
    title: ({ device, system }) => `media.problem.deniedBySystem.${machine[system]}.${device}`,
    help: ({ system }) => `media.fix.allowInSystem.${system}`,
  },
  'in-use': {
    title: ({ device }) => `media.problem.inUse.${device}`,
    help: ({ device }) => `media.fix.inUse.${device}`,
  },
  'not-found': {
    title: ({ device }) => `media.problem.notFound.${device}`,
    help: ({ device }) => `media.fix.notFound.${device}`,
  },
  insecure: {
    title: ({ device }) => `media.problem.insecure.${device}`,
    help: () => 'media.fix.insecure',
  },
  unknown: {
    title: ({ device }) => `media.problem.unknown.${device}`,
    help: () => 'media.fix.unknown',
  },
}

/** The problem in words. */
export function describeProblem(kind: ProblemKind, device: Device, system: System): MediaProblem {
  const of = { device, system }
  return { kind, device, title: t(words[kind].title(of)), help: t(words[kind].help(of)) }
}
