import type { CallSession, Side } from '@medconsult/contract'
import type { PlainKey } from '@medconsult/words'
import { IconVideoOff } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useIsLate, useNow } from '../../server/clock.ts'
import { useLive } from '../../server/live.ts'
import { useTitle } from '../../ui/page/title.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { callClock } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'
import { Icon } from '../../ui/art/icon.tsx'
import { RoomBar, type Connection } from './room-bar.tsx'
import { RoomFrame } from './room-frame.tsx'
import { SelfView } from './self-view.tsx'
import { CallControls, toggleCamera, toggleMicrophone } from './controls/call-controls.tsx'
import { helpLabel, KeyHelp, useCallKeys } from './controls/call-keys.tsx'
import { CallNotices } from './call-notices.tsx'
import { CallOverlay } from './overlay/call-overlay.tsx'
import styles from './call-room.module.css'
import { useMedia } from '../media/media.ts'
import { useTurnCamera } from '../media/use-turn-camera.ts'
import { overlayState } from './overlay/overlay-state.ts'
import { OwnPicture } from '../media/own-picture.tsx'
import { RemotePicture } from './remote-picture.tsx'
import { useCall } from '../connection/use-call.ts'
import { useEndCall } from './use-end-call.ts'
import type { CallView } from '../connection/call-view.ts'
import { useWakeLock } from '../media/wake-lock.ts'

/** A request that takes longer than this is waiting for the person's permission. */
const ASKS_MS = 1000

const words = {
  doctor: { end: 'call.doctor.end', question: 'call.doctor.question', text: 'call.doctor.text' },
  patient: { end: 'call.patient.end', question: 'call.patient.question', text: 'call.patient.text' },
} as const satisfies Record<Side, Record<string, PlainKey>>

/** An open call: the remote picture, the own picture, the state in words, and the controls. */
export function CallStage({ session, side }: { session: CallSession; side: Side }) {
  const other = side === 'doctor' ? session.patientName : session.doctorName
  const { call, view, place, continueHere } = useCall(session, side)
  const own = useMedia()
  const live = useLive()
  const [asks, setAsks] = useState(false)
  const [helps, setHelps] = useState(false)
  const [withoutMedia, setWithoutMedia] = useState(false)
  const { end, ending, unreachable } = useEndCall(session, side, call)
  const here = place === 'here' && !ending
  const turnCamera = useTurnCamera(own)
  const turn = here ? turnCamera : null
  useTitle(t('call.tab', { name: other }))
  useWakeLock(true)
  useCallKeys({
    microphone: () => here && toggleMicrophone(own),
    camera: () => here && toggleCamera(own),
    help: () => setHelps(!helps),
  })

  const holdDevices = useEffectEvent(() => void own.start())
  useEffect(() => {
    if (here) holdDevices()
  }, [here])

  const invited = session.status === 'INVITED'
  const browserAsks = useIsLate(own.status === 'asking', ASKS_MS)
  const state = overlayState({ view, place, own, asks: browserAsks, invited, ending, withoutMedia })
  const covered = state !== null
  const cameraOn = (own.stream?.getVideoTracks().length ?? 0) > 0
  const running = session.activatedAt !== null && state !== 'elsewhere'
  const connection = connectionOf(view, covered)
  const { question, text } = words[side]
  const endLabel = t(words[side].end)

  return (
    <>
      <RoomFrame
        bar={
          <CallBar name={other} activatedAt={running ? session.activatedAt : null} connection={connection} onHelp={() => setHelps(true)} />
        }
        picture={
          <RemotePicture stream={view.remote} name={other} theySend={covered ? null : view.theySend} onFrame={() => call?.frameShown()} />
        }
        blurred={covered && view.remote !== null}
        self={
          <>
            <CallNotices view={view} live={live} own={own} other={other} withoutMedia={withoutMedia} />
            {here && (
              <SelfView>
                {cameraOn ? (
                  <OwnPicture />
                ) : (
                  <div className={styles.ownOff}>
                    <Icon of={IconVideoOff} size={26} />
                    {t('call.controls.cameraOff')}
                  </div>
                )}
              </SelfView>
            )}
          </>
        }
        overlay={
          covered && (
            <CallOverlay
              state={state}
              view={view}
              own={own}
              other={other}
              live={live}
              unreachable={unreachable}
              onWithoutMedia={() => {
                setWithoutMedia(true)
                call?.goWithoutMedia()
              }}
              onContinueHere={() => void continueHere()}
              onEnd={() => setAsks(true)}
              endLabel={endLabel}
            />
          )
        }
        controls={<CallControls own={own} here={here} turn={turn} endLabel={endLabel} onEnd={() => setAsks(true)} />}
      />
      <ConfirmDialog
        opened={asks && !ending}
        title={t(question)}
        stayLabel={t('call.end.stay')}
        onStay={() => setAsks(false)}
        goLabel={endLabel}
        onGo={() => {
          setAsks(false)
          end()
        }}
      >
        {t(place === 'elsewhere' ? 'call.end.elsewhere' : text)}
      </ConfirmDialog>
      <KeyHelp opened={helps} here={here} turns={turn !== null} onClose={() => setHelps(false)} />
    </>
  )
}

/** The connection's quality in the bar; none while a card covers the picture. A frozen picture counts as weak. */
function connectionOf({ shown, flowing, still, quality }: CallView, covered: boolean): Connection | undefined {
  if (shown === 'lost') return 'lost'
  if (covered || !flowing) return undefined
  return quality === 'good' && !still ? 'good' : 'weak'
}

type CallBarProps = { name: string; activatedAt: string | null; connection: Connection | undefined; onHelp: () => void }

function CallBar({ name, activatedAt, connection, onHelp }: CallBarProps) {
  const now = useNow(1000)
  return (
    <RoomBar
      name={name}
      onHelp={onHelp}
      helpLabel={helpLabel()}
      {...(connection === undefined ? {} : { connection })}
      {...(activatedAt === null ? {} : { clock: callClock((now - Date.parse(activatedAt)) / 1000) })}
    />
  )
}
