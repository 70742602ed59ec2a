import { Button } from '@mantine/core'
import { IconMicrophone } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { useMicrophoneLevel } from '../../../calls/media/microphone-level.ts'
import { media } from '../../../calls/media/media.ts'
import { OwnPicture } from '../../../calls/media/own-picture.tsx'
import { Icon } from '../../../ui/art/icon.tsx'
import { lazyComponent } from '../../../ui/lazy/lazy-component.ts'
import { LevelMeter } from '../../../calls/media/level-meter.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { lazyCode } from '../../../ui/lazy/lazy-code.ts'
import { NoPicture, Picture } from '../../../calls/media/picture.tsx'
import { SmallSwitch } from '../../../ui/form/small-switch.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import { usePracticeCamera } from './practice-camera.ts'
import styles from '../practice-rail.module.css'

const useDeviceDialog = lazyComponent(lazyCode(async () => (await import('../../../calls/media/device-dialog.tsx')).DeviceDialog))

/** The doctor's own camera, to check before the first call and ready for the next; `calling`: an invitation or a call is open. */
export function CameraCheck({ calling }: { calling: boolean }) {
  const { status, problem } = useSyncExternalStore(media.subscribe, media.read)
  const camera = usePracticeCamera(calling)
  const [choosing, setChoosing] = useState(false)
  const dialog = useDeviceDialog(choosing)
  const works = status === 'on' || status === 'sound-only' || status === 'picture-only'
  const title =
    status === 'on'
      ? t('practice.camera.works')
      : status === 'asking'
        ? t('practice.camera.checking')
        : (problem?.title ?? t('practice.camera.title'))
  return (
    <Panel className={styles.check} aria-labelledby="camera-check">
      <h2 id="camera-check">{title}</h2>
      {status === 'on' || status === 'picture-only' ? (
        <Picture>
          <OwnPicture />
        </Picture>
      ) : (
        <div className={styles.blank}>
          <NoPicture>
            {problem?.help ??
              (status === 'asking' ? t('practice.camera.asking') : t(camera.rested ? 'practice.camera.rested' : 'practice.camera.off'))}
          </NoPicture>
        </div>
      )}
      {works && <OwnLevel />}
      <SmallSwitch
        label={t('practice.camera.switch')}
        hint={t('practice.camera.aboutSwitch')}
        on={camera.on || (calling && works)}
        onChange={camera.turn}
      />
      {problem && camera.on && (
        <Button variant="default" size="sm" fullWidth onClick={() => void media.start()}>
          {t('practice.camera.again')}
        </Button>
      )}
      {works && (
        <Button variant="subtle" size="sm" onClick={() => setChoosing(true)}>
          <Rich text="practice.camera.change" hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
        </Button>
      )}
      {choosing && dialog?.({ onClose: () => setChoosing(false) })}
    </Panel>
  )
}

function OwnLevel() {
  return (
    <div className={styles.level}>
      <Icon of={IconMicrophone} />
      <LevelMeter level={useMicrophoneLevel()} />
      <span>{t('practice.camera.private')}</span>
    </div>
  )
}
