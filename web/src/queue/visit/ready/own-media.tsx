import { Button } from '@mantine/core'
import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useMicrophoneLevel } from '../../../calls/media/microphone-level.ts'
import type { ProblemKind } from '../../../calls/media/media-problem.ts'
import type { Media } from '../../../calls/media/media.ts'
import { OwnPicture } from '../../../calls/media/own-picture.tsx'
import { Icon } from '../../../ui/art/icon.tsx'
import { lazyComponent } from '../../../ui/lazy/lazy-component.ts'
import { LevelMeter } from '../../../calls/media/level-meter.tsx'
import { lazyCode } from '../../../ui/lazy/lazy-code.ts'
import { NoPicture, Picture, SoundLine } from '../../../calls/media/picture.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { isAlmostReady, type Devices } from './readiness.ts'
import styles from '../visit.module.css'

const useDeviceDialog = lazyComponent(lazyCode(async () => (await import('../../../calls/media/device-dialog.tsx')).DeviceDialog))

type OwnMediaProps = { media: Media; devices: Devices; late: boolean; onWithoutSound: () => void }

/** Shows a ready patient what their devices deliver, or why they do not. */
export function OwnMedia({ media, devices, late, onWithoutSound }: OwnMediaProps) {
  const { status, problem } = media
  const [choosing, setChoosing] = useState(false)
  const dialog = useDeviceDialog(choosing)
  const picture = status === 'on' || status === 'picture-only'
  const sound = status === 'on' || status === 'sound-only'
  return (
    <>
      {picture ? (
        <Picture flush chip="Only you can see this. Nothing is recorded">
          <OwnPicture />
        </Picture>
      ) : (
        <NoPicture>
          {problem ? (
            <span role="alert">
              <b>{problem.title}.</b> {problem.help}
            </span>
          ) : status === 'sound-only' ? (
            'You join with sound only. Nobody can see you.'
          ) : devices.withoutSound ? (
            'You are going on without sound. If your browser still asks for camera and microphone, you can choose Allow.'
          ) : late ? (
            'Your browser asks for camera and microphone. Choose Allow.'
          ) : (
            'Your camera and microphone are starting.'
          )}
        </NoPicture>
      )}
      {(picture || sound) && (
        <SoundLine>
          <Icon of={sound ? IconMicrophone : IconMicrophoneOff} size={22} />
          {sound ? <OwnLevel /> : <span className={styles.level}>Nobody can hear you: there is no microphone</span>}
          <Button variant="subtle" size="sm" onClick={() => setChoosing(true)}>
            Change<VisuallyHidden> camera or microphone</VisuallyHidden>
          </Button>
        </SoundLine>
      )}
      <WaysOn media={media} devices={devices} late={late} onWithoutSound={onWithoutSound} />
      {choosing && dialog?.({ onClose: () => setChoosing(false) })}
    </>
  )
}

/** Problems that a request for sound alone may avoid; a missing or busy device has already been tried alone. */
const avoidableProblems: readonly ProblemKind[] = ['denied-here', 'denied-by-system', 'dismissed']

/** What to do about devices that do not deliver, and how to continue without them. */
function WaysOn({ media, devices, late, onWithoutSound }: OwnMediaProps) {
  const { status, problem } = media
  const soundOnly = status === 'failed' && problem !== null && problem.device !== 'microphone' && avoidableProblems.includes(problem.kind)
  const without = isAlmostReady(devices) && (problem ? problem.device !== 'camera' : late)
  if (!problem && !without) return null
  return (
    <div className={styles.ways}>
      {problem && (
        <Button size="sm" variant="default" onClick={() => void media.retry()}>
          Try again
        </Button>
      )}
      {soundOnly && (
        <Button size="sm" variant="subtle" onClick={() => void media.soundOnly()}>
          Join with sound only
        </Button>
      )}
      {without && (
        <Button size="sm" variant={problem ? 'subtle' : 'default'} onClick={onWithoutSound}>
          Go on without sound
        </Button>
      )}
    </div>
  )
}

function OwnLevel() {
  const level = useMicrophoneLevel()
  const [audible, setAudible] = useState(false)
  if (!audible && level > 0.25) setAudible(true)
  return (
    <>
      <LevelMeter level={level} />
      <span className={styles.level}>{audible ? 'We hear you' : 'Say something'}</span>
    </>
  )
}
