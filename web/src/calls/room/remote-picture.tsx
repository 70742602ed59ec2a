import { Button } from '@mantine/core'
import { IconMicrophoneOff, IconVolume } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Face } from '../../ui/art/face.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './call-room.module.css'
import type { Sending } from '../connection/transport/sending-channel.ts'

type RemotePictureProps = { stream: MediaStream | null; name: string; theySend: Sending | null; onFrame: () => void }

/** The remote picture and sound; without a picture the person's initials; if the browser blocks the sound, a button. */
export function RemotePicture({ stream, name, theySend, onFrame }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [silenced, setSilenced] = useState(false)
  const frame = useRef(onFrame)
  useEffect(() => {
    frame.current = onFrame
  })

  const play = useCallback(async (): Promise<void> => {
    try {
      await video.current?.play()
      setSilenced(false)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') setSilenced(true)
    }
  }, [])

  useEffect(() => {
    const element = video.current
    if (!element || !stream) return undefined
    element.srcObject = stream
    void play()
    const handle = 'requestVideoFrameCallback' in element ? element.requestVideoFrameCallback(() => frame.current()) : 0
    return () => {
      if (handle) element.cancelVideoFrameCallback(handle)
      element.srcObject = null
    }
  }, [stream, play])

  const dark = theySend?.camera === false
  return (
    <div className={styles.remote}>
      <video
        ref={video}
        autoPlay
        playsInline
        className={styles.video}
        aria-label={t('call.picture.name', { name })}
        data-hidden={dark || undefined}
      />
      {dark && (
        <div className={styles.noPicture}>
          <Face name={name} size={120} />
          <p>{t('call.picture.cameraOff', { name })}</p>
        </div>
      )}
      {theySend?.microphone === false && (
        <p className={styles.muted} role="status">
          <Icon of={IconMicrophoneOff} size={18} />
          {t('call.picture.microphoneOff', { name })}
        </p>
      )}
      {silenced && (
        <div className={styles.tap}>
          <Button size="lg" leftSection={<Icon of={IconVolume} size={22} />} onClick={() => void play()}>
            {t('call.picture.tap', { name })}
          </Button>
        </div>
      )}
    </div>
  )
}
