import { IconCameraRotate, IconMicrophone, IconMicrophoneOff, IconPhoneX, IconVideo, IconVideoOff } from '@tabler/icons-react'
import { ControlBar, ControlButton } from './control-bar.tsx'
import type { Media } from '../../media/media.ts'

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
        label={microphone ? 'Microphone' : 'Microphone off'}
        name={microphone ? 'Microphone is on. Turn it off' : 'Microphone off. Turn it on'}
        look={microphone ? 'plain' : 'off'}
        {...(here ? {} : { refused: 'Not in this tab' })}
        onClick={() => toggleMicrophone(own)}
      />
      <ControlButton
        icon={camera ? IconVideo : IconVideoOff}
        label={camera ? 'Camera' : 'Camera off'}
        name={camera ? 'Camera is on. Turn it off' : 'Camera off. Turn it on'}
        look={camera ? 'plain' : 'off'}
        {...(here ? {} : { refused: 'Not in this tab' })}
        onClick={() => toggleCamera(own)}
      />
      {turn && <ControlButton icon={IconCameraRotate} label="Turn" name="Turn to the other camera" onClick={turn} />}
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
