import { Button } from '@mantine/core'
import { IconMicrophone, IconVideo } from '@tabler/icons-react'
import { useEffect, useEffectEvent } from 'react'
import { useLevel } from '../calls/level.ts'
import { useMedia } from '../calls/media.ts'
import { OwnPicture } from '../calls/own-picture.tsx'
import { Icon } from '../ui/icon.tsx'
import { LevelMeter } from '../ui/level-meter.tsx'
import { Panel } from '../ui/panel.tsx'
import { NoPicture, Picture } from '../ui/picture.tsx'
import { SmallSwitch } from '../ui/small-switch.tsx'
import { cameraAllowed } from './camera-allowed.ts'
import { EndPractice } from './end-practice.tsx'
import styles from './practice-rail.module.css'
import { PatientsLink } from '../ui/patients-link.tsx'
import { peopleLeft, type QueueSections } from './queue-view.ts'

/** The doctor's own camera, checked before the first call and kept warm into it. */
export function CameraCheck() {
  const media = useMedia()
  const { status, problem } = media
  const start = useEffectEvent(() => void media.start())
  useEffect(() => {
    let over = false
    void cameraAllowed().then((allowed) => allowed && !over && start())
    return () => {
      over = true
    }
  }, [])
  const on = status === 'on' || status === 'sound-only' || status === 'picture-only'
  const title =
    status === 'on' ? 'Camera and sound work' : status === 'asking' ? 'Checking …' : problem ? problem.title : 'Camera and sound'
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
              (status === 'asking' ? 'Your browser asks for camera and microphone.' : 'Look at yourself before the first call.')}
          </NoPicture>
        </div>
      )}
      {on && <OwnLevel />}
      {!on && status !== 'asking' && (
        <Button variant="default" size="sm" fullWidth leftSection={<Icon of={IconVideo} />} onClick={() => void media.start()}>
          {problem ? 'Try again' : 'Check camera and sound'}
        </Button>
      )}
    </Panel>
  )
}

function OwnLevel() {
  return (
    <div className={styles.level}>
      <Icon of={IconMicrophone} />
      <LevelMeter level={useLevel()} />
      <span>Only you see this</span>
    </div>
  )
}

type SettingsProps = { scheduleId: string; counts: QueueSections['counts']; sound: boolean; onSound: (on: boolean) => void }

/** The arrival sound, the link for patients while there are some, and where there is room the end of the practice. */
export function PracticeSettings({ scheduleId, counts, sound, onSound }: SettingsProps) {
  const people = peopleLeft(counts)
  return (
    <Panel className={styles.settings} aria-label="Practice settings">
      <SmallSwitch label="Sound on arrival" hint="At most once in 10 seconds" on={sound} onChange={onSound} />
      {(people !== '' || counts.inCall > 0) && <PatientsLink scheduleId={scheduleId} quiet />}
      <div className={styles.end}>
        <EndPractice scheduleId={scheduleId} counts={counts} />
        <p>{people === '' ? 'Nobody is waiting.' : `${people}. We ask you first.`}</p>
      </div>
    </Panel>
  )
}
