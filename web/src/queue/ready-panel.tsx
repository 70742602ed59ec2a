import type { PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { api, sentenceOf } from '../api.ts'
import { useAtStake } from '../at-stake.ts'
import { useLevel } from '../calls/level.ts'
import { useMedia } from '../calls/media.ts'
import { OwnPicture } from '../calls/own-picture.tsx'
import { keys } from '../keys.ts'
import { unlockSound } from '../sound.ts'
import { Icon } from '../ui/icon.tsx'
import { LevelMeter } from '../ui/level-meter.tsx'
import { shortDoctor } from '../ui/name-tint.ts'
import { NoPicture, Picture, SoundLine } from '../ui/picture.tsx'
import { ReadySwitch } from '../ui/ready-switch.tsx'
import { later } from '../ui/later.ts'
import { fetchAhead, part } from '../ui/part.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { sayNotice } from '../visit-notice.ts'
import { readyWords } from './visit-words.ts'
import styles from './visit.module.css'

const useDeviceDialog = later(part(async () => (await import('./device-dialog.tsx')).DeviceDialog))

type ReadyPanelProps = { schedule: PatientScheduleDetail; entry: QueueEntry }

/** The own picture, the level and the one big switch. The camera is on exactly while the patient is ready. */
export function ReadyPanel({ schedule, entry }: ReadyPanelProps) {
  const client = useQueryClient()
  const media = useMedia()
  const toggle = useMutation({
    mutationFn: (isReady: boolean) => api('toggleReady', { params: { id: schedule.id }, body: { isReady } }),
    onSuccess: (queueEntry) => {
      sayNotice(null)
      client.setQueryData<PatientScheduleDetail>(keys.visit(schedule.id), (old) => old && { ...old, queueEntry })
    },
    // Not waited for: where nothing answers, that is said at once.
    onSettled: () => void client.invalidateQueries({ queryKey: keys.visit(schedule.id) }),
  })
  // Said only once the server has confirmed it; camera and microphone follow the press.
  const ready = entry.status === 'READY'
  const wanted = toggle.isPending ? toggle.variables : ready

  useAtStake(wanted)
  const follow = useEffectEvent((on: boolean) => {
    if (on) void media.start()
    else if (media.status !== 'off') media.stop()
  })
  useEffect(() => follow(wanted), [wanted])

  const doctor = shortDoctor(schedule.doctorName)
  const sentence = toggle.isPending
    ? `Telling ${doctor} …`
    : ready
      ? readyWords(doctor, schedule.doctorBusy)
      : 'Turn this on when you can talk. Your browser asks once for camera and microphone.'
  return (
    <>
      {wanted ? (
        <OwnMedia media={media} />
      ) : (
        <NoPicture>Your camera is off. You see yourself here first, before anybody else does.</NoPicture>
      )}
      <ReadySwitch
        on={ready}
        busy={toggle.isPending}
        onChange={(on) => {
          unlockSound()
          void fetchAhead('PATIENT')
          toggle.mutate(on)
        }}
      >
        {toggle.error ? (
          <span className={styles.problem} role="alert">
            <Icon of={IconAlertTriangle} size={17} /> {sentenceOf(toggle.error)}
          </span>
        ) : (
          sentence
        )}
      </ReadySwitch>
    </>
  )
}

function OwnMedia({ media }: { media: ReturnType<typeof useMedia> }) {
  const { status, problem } = media
  const [choosing, setChoosing] = useState(false)
  const dialog = useDeviceDialog(choosing)
  const picture = status === 'on' || status === 'picture-only'
  const sound = status === 'on' || status === 'sound-only'
  return (
    <>
      {picture ? (
        <Picture edge chip="Nobody sees this and nothing is recorded">
          <OwnPicture />
        </Picture>
      ) : (
        <NoPicture>
          {problem ? (
            <span role="alert">
              <b>{problem.title}.</b> {problem.help}
            </span>
          ) : status === 'sound-only' ? (
            'You join with sound only. Nobody sees you.'
          ) : (
            'Your browser asks for camera and microphone. Choose Allow.'
          )}
        </NoPicture>
      )}
      {problem && (
        <div className={styles.mend}>
          <Button size="sm" variant="default" onClick={() => void media.retry()}>
            Try again
          </Button>
          {status !== 'sound-only' && (
            <Button size="sm" variant="subtle" onClick={() => void media.soundOnly()}>
              Join with sound only
            </Button>
          )}
        </div>
      )}
      {(picture || sound) && (
        <SoundLine>
          <Icon of={sound ? IconMicrophone : IconMicrophoneOff} size={22} />
          {sound ? <OwnLevel /> : <span className={styles.heard}>Nobody hears you: there is no microphone</span>}
          <Button variant="subtle" size="sm" onClick={() => setChoosing(true)}>
            Change<VisuallyHidden> camera or microphone</VisuallyHidden>
          </Button>
        </SoundLine>
      )}
      {choosing && dialog?.({ onClose: () => setChoosing(false) })}
    </>
  )
}

function OwnLevel() {
  const level = useLevel()
  const [heard, setHeard] = useState(false)
  if (!heard && level > 0.25) setHeard(true)
  return (
    <>
      <LevelMeter level={level} />
      <span className={styles.heard}>{heard ? 'We hear you' : 'Say something'}</span>
    </>
  )
}
