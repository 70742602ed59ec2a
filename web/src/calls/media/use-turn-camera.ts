import { useEffect, useState } from 'react'
import type { Media } from './media.ts'
import { isTouch } from './touch.ts'

/** Turns to the other camera; null if this is not a phone, has only one camera, or the camera is off. */
export function useTurnCamera(own: Media): (() => void) | null {
  const [cameras, setCameras] = useState(0)
  const on = (own.stream?.getVideoTracks().length ?? 0) > 0
  useEffect(() => {
    if (!on) return undefined
    let over = false
    const count = async (): Promise<void> => {
      const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
      if (!over) setCameras(devices.filter(({ kind }) => kind === 'videoinput').length)
    }
    void count()
    const again = (): void => void count()
    navigator.mediaDevices?.addEventListener('devicechange', again)
    return () => {
      over = true
      navigator.mediaDevices?.removeEventListener('devicechange', again)
    }
  }, [on])
  return on && cameras > 1 && isTouch() ? () => void own.turnCamera() : null
}
