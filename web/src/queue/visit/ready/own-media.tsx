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
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from '../visit.module.css'

const useDeviceDialog = lazyComponent(lazyCode(async () => (await import('../../../calls/media/device-dialog.tsx')).DeviceDialog))

type OwnMediaProps = { media: Media; devices: Devices; late: boolean; onWithoutMicrophone: () => void }

/** Shows a ready patient what their devices deliver, or why they do not. */
export function OwnMedia({ media, devices, late, onWithoutMicrophone }: OwnMediaProps) {
  const { status, problem } = media
  const [choosing, setChoosing] = useState(false)
  const dialog = useDeviceDialog(choosing)
  const picture = status === 'on' || status === 'picture-only'
  const sound = status === 'on' || status === 'sound-only'
  return (
    <>
      {picture ? (
        <Picture flush chip={t('visit.devices.chip')}>
          <OwnPicture />
        </Picture>
      ) : (
        <NoPicture>
          {problem ? (
            <span role="alert">
              <Rich text="visit.devices.problem" title={problem.title} help={problem.help} b={(inner) => <b>{inner}</b>} />
            </span>
          ) : status === 'sound-only' ? (
            t('visit.devices.soundOnly')
          ) : devices.withoutMicrophone ? (
            t('visit.devices.withoutMicrophone')
          ) : late ? (
            t('visit.devices.asking')
          ) : (
            t('visit.devices.starting')
          )}
        </NoPicture>
      )}
      {(picture || sound) && (
        <SoundLine>
          <Icon of={sound ? IconMicrophone : IconMicrophoneOff} size={22} />
          {sound ? <OwnLevel /> : <span className={styles.level}>{t('visit.devices.noMicrophone')}</span>}
          <Button variant="subtle" size="sm" onClick={() => setChoosing(true)}>
            <Rich text="visit.devices.change" hidden={(inner) => <VisuallyHidden>{inner}</VisuallyHidden>} />
          </Button>
        </SoundLine>
      )}
      <WaysOn media={media} devices={devices} late={late} onWithoutMicrophone={onWithoutMicrophone} />
      {choosing && dialog?.({ onClose: () => setChoosing(false) })}
    </>
  )
}

/** Problems that a request for sound alone may avoid; a missing or busy device has already been tried alone. */
const avoidableProblems: readonly ProblemKind[] = ['denied-here', 'denied-by-system', 'dismissed']

/** What to do about devices that do not deliver, and how to continue without them. */
function WaysOn({ media, devices, late, onWithoutMicrophone }: OwnMediaProps) {
  const { status, problem } = media
  const soundOnly = status === 'failed' && problem !== null && problem.device !== 'microphone' && avoidableProblems.includes(problem.kind)
  const without = isAlmostReady(devices) && (problem ? problem.device !== 'camera' : late)
  if (!problem && !without) return null
  return (
    <div className={styles.ways}>
      {problem && (
        <Button size="sm" variant="default" onClick={() => void media.retry()}>
          {t('visit.devices.again')}
        </Button>
      )}
      {soundOnly && (
        <Button size="sm" variant="subtle" onClick={() => void media.soundOnly()}>
          {t('visit.devices.joinSoundOnly')}
        </Button>
      )}
      {without && (
        <Button size="sm" variant={problem ? 'subtle' : 'default'} onClick={onWithoutMicrophone}>
          {t('visit.devices.goOn')}
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
      <span className={styles.level}>{t(audible ? 'visit.devices.heard' : 'visit.devices.saySomething')}</span>
    </>
  )
}
