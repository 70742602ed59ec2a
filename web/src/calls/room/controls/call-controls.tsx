import { IconCameraRotate, IconMicrophone, IconMicrophoneOff, IconPhoneX, IconVideo, IconVideoOff } from '@tabler/icons-react'
import { ControlBar, ControlButton } from './control-bar.tsx'
import type { Media } from '../../media/media.ts'
import { t } from '../../../ui/words/text.ts'

type CallControlsProps = {
  own: Media
  /** This tab is in the call. */
  here: boolean
  /** Turns to the other camera; null if there is none. */
  turn: (() => void) | null
  endLabel: string
  onEnd: () => void
}

/** Microphone, camera and the end; always shown. */
export function CallControls({ own, here, turn, endLabel, onEnd }: CallControlsProps) {
  const hasSound = own.status === 'on' || own.status === 'sound-only'
  const microphone = hasSound && own.microphoneOn
  const camera = own.stream !== null && own.stream.getVideoTracks().length > 0
  return (
    <ControlBar>
      <ControlButton
        icon={microphone ? IconMicrophone : IconMicrophoneOff}
        label={t(microphone ? 'call.controls.microphone' : 'call.controls.microphoneOff')}
        name={t(microphone ? 'call.controls.microphoneOn' : 'call.controls.microphoneTurnOn')}
        look={microphone ? 'plain' : 'off'}
        {...(here ? {} : { refused: t('call.controls.elsewhere') })}
        onClick={() => toggleMicrophone(own)}
      />
      <ControlButton
        icon={camera ? IconVideo : IconVideoOff}
        label={t(camera ? 'call.controls.camera' : 'call.controls.cameraOff')}
        name={t(camera ? 'call.controls.cameraOn' : 'call.controls.cameraTurnOn')}
        look={camera ? 'plain' : 'off'}
        {...(here ? {} : { refused: t('call.controls.elsewhere') })}
        onClick={() => toggleCamera(own)}
      />
      {turn && <ControlButton icon={IconCameraRotate} label={t('call.controls.turn')} name={t('call.controls.turnName')} onClick={turn} />}
      <ControlButton icon={IconPhoneX} label={endLabel} look="end" onClick={onEnd} />
    </ControlBar>
  )
}

/** Switches the microphone off or on; requests it if there is none yet. */
export function toggleMicrophone(own: Media): void {
  if (own.status === 'on' || own.status === 'sound-only') own.switchMicrophone(!own.microphoneOn)
  else void own.start({ sound: true })
}

export function toggleCamera(own: Media): void {
  const on = (own.stream?.getVideoTracks().length ?? 0) > 0
  void own.switchCamera(!on)
}
