import {
  IconCircleCheckFilled,
  IconHourglass,
  IconMessageCircle,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneEnd,
  IconScreenShare,
  IconVideo,
  IconWifiOff,
} from '@tabler/icons-react'
import { ControlBar, ControlButton } from '../src/calls/room/controls/control-bar.tsx'
import { OverlayCard } from '../src/calls/room/overlay/overlay-card.tsx'
import { RoomBar } from '../src/calls/room/room-bar.tsx'
import { RoomFrame } from '../src/calls/room/room-frame.tsx'
import { SelfView } from '../src/calls/room/self-view.tsx'
import { Film } from './frames.tsx'

const nothing = (): void => {}

const Call = ({ lost = false, muted = false }: { lost?: boolean; muted?: boolean }) => (
  <RoomFrame
    bar={<RoomBar name="Amara Okafor" clock="04:12" connection={lost ? 'lost' : 'good'} onHelp={nothing} />}
    picture={<Film who="patient" />}
    blurred={lost}
    self={
      <SelfView>
        <Film who="doctor" />
      </SelfView>
    }
    overlay={
      lost && (
        <OverlayCard
          title="Connection lost – reconnecting"
          icon={IconWifiOff}
          turning
          facts={[
            { name: 'Your network', value: 'Connected', colour: 'ready', icon: IconCircleCheckFilled },
            { name: 'Amara Okafor', value: 'Away for 9 seconds', colour: 'waiting', icon: IconHourglass },
          ]}
        >
          The call continues once the connection is back. You do not need to do anything.
        </OverlayCard>
      )
    }
    controls={
      <ControlBar>
        <ControlButton
          icon={muted ? IconMicrophoneOff : IconMicrophone}
          label={muted ? 'Microphone off' : 'Microphone'}
          look={muted ? 'off' : 'plain'}
          onClick={nothing}
        />
        <ControlButton icon={IconVideo} label="Camera" onClick={nothing} />
        <ControlButton icon={IconScreenShare} label="Share" wideOnly onClick={nothing} />
        <ControlButton icon={IconMessageCircle} label="Chat" onClick={nothing} />
        <ControlButton icon={IconPhoneEnd} label="End call" look="end" onClick={nothing} />
      </ControlBar>
    }
  />
)

export const callScreens = {
  'call-doctor': () => <Call />,
  'call-muted': () => <Call muted />,
  'call-reconnecting': () => <Call lost />,
}
