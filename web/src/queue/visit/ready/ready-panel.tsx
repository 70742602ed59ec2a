import type { PatientScheduleDetail, QueueEntry } from '@medconsult/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { api } from '../../../server/api.ts'
import { useDelivers } from '../../../calls/media/microphone-level.ts'
import { useMedia } from '../../../calls/media/media.ts'
import { askForNotices } from '../../../calls/invitation/system-notice.ts'
import { useIsLate, useNow } from '../../../server/clock.ts'
import { readyWords, useDoctorState } from '../../../schedules/doctor-words.ts'
import { keys } from '../../../server/keys.ts'
import { useRefusalWords } from '../../../server/refusal-words.ts'
import { unlockSound } from '../../../calls/invitation/sound.ts'
import { useAnnounce } from '../../../ui/dialog/announcer.tsx'
import { sentences } from '../../../ui/words/format.ts'
import { Icon } from '../../../ui/art/icon.tsx'
import { shortDoctor } from '../../../ui/words/name-tint.ts'
import { NoPicture } from '../../../calls/media/picture.tsx'
import { ReadySwitch } from './ready-switch.tsx'
import { prefetchCode } from '../../../ui/lazy/lazy-code.ts'
import { showNotice } from '../../../calls/invitation/visit-notice.ts'
import { OwnMedia } from './own-media.tsx'
import { almostWords, deliveredBy, isAlmostReady, type Devices } from './readiness.ts'
import { useReportMedia } from './report-media.ts'
import { useWithoutMicrophone } from './without-microphone.ts'
import { t } from '../../../ui/words/text.ts'
import styles from '../visit.module.css'

/** Permitted devices start within this time; after it the browser must be asking. */
const USUAL_MS = 1000

type ReadyPanelProps = { schedule: PatientScheduleDetail; entry: QueueEntry; readAt: number; otherCall: string | null }

/** The own picture, the level and the one big switch. The camera is on exactly while the patient is ready. */
export function ReadyPanel({ schedule, entry, readAt, otherCall }: ReadyPanelProps) {
  const media = useMedia()
  const toggle = useToggleReady(schedule.id, entry)
  // Shown only once the server has confirmed it; camera and microphone follow the press.
  const ready = entry.status === 'READY'
  const wanted = toggle.isPending ? toggle.variables : ready
  const problem = useRefusalWords(toggle.error)
  const [withoutMicrophone, setWithoutMicrophone] = useWithoutMicrophone(entry.id)

  const pressed = useRef(false)
  const follow = useEffectEvent((on: boolean) => {
    if (on) void media.start().then(() => pressed.current && askForNotices())
    else if (media.status !== 'off') media.stop()
    if (!on && withoutMicrophone) setWithoutMicrophone(false)
  })
  // During another call that call holds the devices.
  const held = wanted && otherCall === null
  useEffect(() => follow(held), [held])

  const devices: Devices = {
    status: media.status,
    delivers: useDelivers(),
    picture: media.stream?.getVideoTracks().some((track) => track.readyState === 'live' && !track.muted) ?? false,
    said: entry.media,
    withoutMicrophone,
  }
  const delivered = deliveredBy(devices)
  useReportMedia(entry, delivered, readAt)
  const almost = held && isAlmostReady(devices)
  const late = useIsLate(almost, USUAL_MS)
  useAnnounceSound(ready && delivered !== null && delivered !== 'NONE')

  const doctor = shortDoctor(schedule.doctorName)
  const state = useDoctorState(schedule)
  const now = useNow(20_000)
  const look = !ready ? 'ready' : state === 'unknown' ? 'cut-off' : otherCall ? 'after-call' : almost ? 'almost' : 'ready'
  const sentence = (): string => {
    if (toggle.isPending) return t('visit.ready.telling', { doctor })
    if (!ready) return t('visit.ready.turnOn')
    if (look === 'almost') return almostWords(devices, late)
    if (look === 'after-call' && otherCall) return t('visit.ready.afterOther', { doctor, other: shortDoctor(otherCall) })
    const without = delivered === 'NONE' ? t('visit.ready.withoutMicrophone') : null
    return sentences(readyWords(doctor, state, schedule.doctorAwaySince, now), without)
  }
  return (
    <>
      {held ? (
        <OwnMedia media={media} devices={devices} late={late} onWithoutMicrophone={() => setWithoutMicrophone(true)} />
      ) : (
        <NoPicture>{otherCall ? t('visit.devices.inCall', { doctor: shortDoctor(otherCall) }) : t('visit.devices.off')}</NoPicture>
      )}
      <ReadySwitch
        on={ready}
        look={look}
        busy={toggle.isPending}
        onChange={(on) => {
          unlockSound()
          pressed.current = true
          void prefetchCode('PATIENT')
          toggle.mutate(on)
        }}
      >
        {problem ? (
          <span className={styles.problem} role="alert">
            <Icon of={IconAlertTriangle} size={17} /> {problem}
          </span>
        ) : (
          sentence()
        )}
      </ReadySwitch>
    </>
  )
}

/** The switch's request; a refusal is shown until the place changes. */
function useToggleReady(scheduleId: string, { status, callSessionId }: QueueEntry) {
  const client = useQueryClient()
  const place = `${status} ${callSessionId}`
  const [refusedIn, setRefusedIn] = useState(place)
  const toggle = useMutation({
    mutationFn: (isReady: boolean) => api('toggleReady', { params: { id: scheduleId }, body: { isReady } }),
    onError: () => setRefusedIn(place),
    onSuccess: (queueEntry) => {
      showNotice(null)
      client.setQueryData<PatientScheduleDetail>(keys.visit(scheduleId), (old) => old && { ...old, queueEntry })
    },
    // Not awaited, so that an unreachable server is reported at once.
    onSettled: () => void client.invalidateQueries({ queryKey: keys.visit(scheduleId) }),
  })
  return { ...toggle, error: refusedIn === place ? toggle.error : null }
}

/** Announces to screen readers that the microphone works, which the switch shows by colour and name. */
function useAnnounceSound(audible: boolean): void {
  const announce = useAnnounce()
  const say = useEffectEvent(() => announce(t('visit.ready.works')))
  useEffect(() => {
    if (audible) say()
  }, [audible])
}
