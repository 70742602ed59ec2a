import { Button } from '@mantine/core'
import {
  IconCameraOff,
  IconCircleCheckFilled,
  IconCloudOff,
  IconDeviceTablet,
  IconDoorExit,
  IconHourglass,
  IconLock,
  IconPhoneCall,
  IconPlugConnected,
  IconWifiOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useNow } from '../../../server/clock.ts'
import type { Live } from '../../../server/live.ts'
import { secondsLong } from '../../../ui/words/format.ts'
import { OverlayCard, type Fact } from './overlay-card.tsx'
import { media, type Media } from '../../media/media.ts'
import type { CallView } from '../../connection/call-view.ts'
import type { OverlayState } from './overlay-state.ts'

type CallOverlayProps = {
  state: OverlayState
  view: CallView
  own: Media
  other: string
  live: Live
  unreachable: boolean
  onWithoutMedia: () => void
  onContinueHere: () => void
  onEnd: () => void
  endLabel: string
}

/** The card over the picture. */
export function CallOverlay({
  state,
  view,
  own,
  other,
  live,
  unreachable,
  onWithoutMedia,
  onContinueHere,
  onEnd,
  endLabel,
}: CallOverlayProps) {
  const [waits, setWaits] = useState(false)
  if (state !== 'left' && waits) setWaits(false)
  switch (state) {
    case null:
      return null
    case 'ending':
      return (
        <OverlayCard title="Ending the call" icon={IconDoorExit} turning>
          {unreachable
            ? 'The clinic cannot be reached right now. Your camera and microphone are off, and the call ends as soon as the connection is back.'
            : 'Your camera and microphone are off.'}
        </OverlayCard>
      )
    case 'elsewhere':
      return (
        <OverlayCard
          title="You are in this call elsewhere"
          icon={IconDeviceTablet}
          colour="primary"
          actions={<Button onClick={onContinueHere}>Continue here</Button>}
        >
          The call is open in another tab or on another of your devices. You can continue it here instead.
        </OverlayCard>
      )
    case 'invited':
      return (
        <OverlayCard title={`Waiting for ${other} to answer`} icon={IconPhoneCall} colour="primary" turning>
          The call starts as soon as {other} joins.
        </OverlayCard>
      )
    case 'devices':
      return <DevicesCard own={own} other={other} onWithoutMedia={onWithoutMedia} />
    case 'asking':
      return (
        <OverlayCard title="Allow camera and microphone" icon={IconLock} colour="primary" turning>
          Your browser asks whether this page may use them. Nothing is recorded.
        </OverlayCard>
      )
    case 'left':
      return waits ? (
        <OverlayCard title={`Waiting for ${other}`} icon={IconHourglass} turning>
          The call continues once {other} is back.
        </OverlayCard>
      ) : (
        <OverlayCard
          title={`${other} left. Wait, or end the call?`}
          icon={IconDoorExit}
          actions={
            <>
              <Button onClick={() => setWaits(true)}>Wait</Button>
              <Button variant="subtle" onClick={onEnd}>
                {endLabel}
              </Button>
            </>
          }
        >
          Anyone whose page closed can return to the call.
        </OverlayCard>
      )
    case 'away':
      return (
        <OverlayCard title={`${other} is away`} icon={IconHourglass} turning>
          Their page is paused or has no connection. The call continues once they are back.
        </OverlayCard>
      )
    case 'waiting':
      return (
        <OverlayCard title={`Waiting for ${other}`} icon={IconHourglass} colour="primary" turning>
          You will see and hear each other as soon as {other} is here.
        </OverlayCard>
      )
    case 'connecting':
      return <ConnectingCard other={other} />
    case 'returning':
      return (
        <OverlayCard title={`Reconnecting with ${other}`} icon={IconPlugConnected} turning>
          {view.gone ? `${other}’s connection dropped. ` : ''}The call continues automatically.
        </OverlayCard>
      )
    case 'lost':
      return <LostCard view={view} other={other} live={live} />
  }
}

/** After this, the other side's browser may be asking for camera and microphone. */
const USUAL_MS = 8000

function ConnectingCard({ other }: { other: string }) {
  const now = useNow(1000)
  const [since] = useState(now)
  return (
    <OverlayCard title="Connecting" icon={IconPhoneCall} colour="primary" turning>
      {now - since < USUAL_MS
        ? `${other} is here. The picture will appear in a moment.`
        : `${other} is here, and this takes longer than usual. They may still need to allow the camera and microphone.`}
    </OverlayCard>
  )
}

const connected: Fact = { name: 'Your network', value: 'Connected', colour: 'ready', icon: IconCircleCheckFilled }
/** What is known of this side. */
const ownFacts: Readonly<Record<Live, Fact>> = {
  live: connected,
  polling: connected,
  unreachable: { name: 'The clinic', value: 'Cannot be reached', colour: 'danger', icon: IconCloudOff },
  offline: { name: 'Your network', value: 'Disconnected', colour: 'danger', icon: IconWifiOff },
}

function LostCard({ view, other, live }: Pick<CallOverlayProps, 'view' | 'other' | 'live'>) {
  const now = useNow(1000)
  const seconds = Math.max(0, Math.round((now - (view.lostSince ?? now)) / 1000))
  return (
    <OverlayCard
      title="Connection lost – reconnecting"
      icon={IconWifiOff}
      turning
      facts={[ownFacts[live], { name: other, value: `No connection for ${secondsLong(seconds)}`, colour: 'waiting', icon: IconHourglass }]}
    >
      The call continues once the connection is back. You do not need to do anything.
    </OverlayCard>
  )
}

/** Which device does not work, why, and what to do on this system. */
function DevicesCard({ own, other, onWithoutMedia }: { own: Media; other: string; onWithoutMedia: () => void }) {
  const problem = own.problem
  const both = problem?.device !== 'camera'
  return (
    <OverlayCard
      title={problem?.title ?? 'The camera and the microphone do not start'}
      icon={IconCameraOff}
      actions={
        <>
          <Button onClick={() => void own.retry()}>Try again</Button>
          {problem?.device === 'microphone' ? (
            <Button variant="default" onClick={onWithoutMedia}>
              Join without sound
            </Button>
          ) : (
            <Button
              variant="default"
              onClick={() => {
                // If sound is refused too, one can still see and hear the other side.
                void own.soundOnly().then(() => media.read().status === 'failed' && onWithoutMedia())
              }}
            >
              {both ? 'Join without them' : 'Join with sound only'}
            </Button>
          )}
        </>
      }
    >
      {problem?.help}
      {problem?.device === 'both' && ` Without them you can see and hear ${other}, but ${other} cannot see or hear you.`}
    </OverlayCard>
  )
}
