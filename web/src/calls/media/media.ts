import { useEffect, useRef, useSyncExternalStore } from 'react'
import { onSessionEnd } from '../../session/session-end.ts'
import { createMedia } from './media-holder.ts'
import type { MediaState, Wanted } from './media-state.ts'

/** This page's camera and microphone. */
export const media = createMedia({
  devices: typeof navigator === 'undefined' ? undefined : navigator.mediaDevices,
  permission: async (name) => {
    try {
      return (await navigator.permissions.query({ name })).state
    } catch {
      return null
    }
  },
  onPermission: (listener) => {
    for (const name of ['camera', 'microphone'] as const)
      navigator.permissions?.query({ name }).then(
        (status) => status.addEventListener('change', listener),
        () => undefined,
      )
  },
  makeStream: (all) => new MediaStream(all),
  userAgent: globalThis.navigator?.userAgent ?? '',
  touchPoints: globalThis.navigator?.maxTouchPoints ?? 0,
})

onSessionEnd(media.stop)

if (typeof window !== 'undefined' && typeof document !== 'undefined') {
  window.addEventListener('pagehide', () => media.stop())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    const { stream } = media.read()
    if (stream?.getTracks().some((track) => track.muted)) void media.renew()
  })
}

export interface Media extends MediaState {
  /** Requests camera and microphone and holds them until this component unmounts. */
  start(want?: Wanted): Promise<void>
  /** Stops everything at once. */
  stop(): void
  retry(): Promise<void>
  soundOnly(): Promise<void>
  switchMicrophone(on: boolean): void
  switchCamera(on: boolean): Promise<void>
  turnCamera(): Promise<void>
}

/** The page's camera and microphone in a component. Nothing is requested until `start`. */
export function useMedia(): Media {
  const state = useSyncExternalStore(media.subscribe, media.read)
  const release = useRef<(() => void) | null>(null)
  useEffect(
    () => () => {
      release.current?.()
      release.current = null
    },
    [],
  )
  const hold = (): void => {
    release.current ??= media.hold()
  }
  return {
    ...state,
    start: (want) => (hold(), media.start(want)),
    stop: () => {
      media.stop()
      release.current?.()
      release.current = null
    },
    retry: () => (hold(), media.start()),
    soundOnly: () => (hold(), media.soundOnly()),
    switchMicrophone: media.switchMicrophone,
    switchCamera: media.switchCamera,
    turnCamera: media.turnCamera,
  }
}
