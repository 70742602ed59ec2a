import { useEffect, useRef, useSyncExternalStore } from 'react'
import { t } from '../../ui/words/text.ts'
import { media } from './media.ts'

/** The own camera's picture without sound, mirrored unless the camera faces away from the person; nothing while there is none. */
export function OwnPicture({ className }: { className?: string | undefined }) {
  const { stream } = useSyncExternalStore(media.subscribe, media.read)
  const video = useRef<HTMLVideoElement>(null)
  const track = stream?.getVideoTracks()[0] ?? null
  useEffect(() => {
    const element = video.current
    if (!element || !track) return undefined
    element.srcObject = new MediaStream([track])
    return () => {
      element.srcObject = null
    }
  }, [track])
  if (!track) return null
  const away = track.getSettings().facingMode === 'environment'
  return (
    <video
      ref={video}
      className={className}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      aria-label={t('media.picture')}
      style={{ transform: away ? 'none' : 'scaleX(-1)', objectFit: 'cover', width: '100%', height: '100%', display: 'block' }}
    />
  )
}
