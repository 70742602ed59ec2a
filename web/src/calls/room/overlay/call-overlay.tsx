import { Button } from '@mantine/core'
import type { PlainKey } from '@medconsult/words'
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
import { secondsLong, sentences } from '../../../ui/words/format.ts'
import { t } from '../../../ui/words/text.ts'
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
        <OverlayCard title={t('call.ending.title')} icon={IconDoorExit} turning>
          {t(unreachable ? 'call.ending.unreachable' : 'call.ending.text')}
        </OverlayCard>
      )
    case 'elsewhere':
      return (
        <OverlayCard
          title={t('call.elsewhere.title')}
          icon={IconDeviceTablet}
          colour="primary"
          actions={<Button onClick={onContinueHere}>{t('call.elsewhere.here')}</Button>}
        >
          {t('call.elsewhere.text')}
        </OverlayCard>
      )
    case 'invited':
      return (
        <OverlayCard title={t('call.invited.title', { name: other })} icon={IconPhoneCall} colour="primary" turning>
          {t('call.invited.text', { name: other })}
        </OverlayCard>
      )
    case 'devices':
      return <DevicesCard own={own} other={other} onWithoutMedia={onWithoutMedia} />
    case 'asking':
      return (
        <OverlayCard title={t('call.asking.title')} icon={IconLock} colour="primary" turning>
          {t('call.asking.text')}
        </OverlayCard>
      )
    case 'left':
      return waits ? (
        <OverlayCard title={t('call.waiting.title', { name: other })} icon={IconHourglass} turning>
          {t('call.left.waiting', { name: other })}
        </OverlayCard>
      ) : (
        <OverlayCard
          title={t('call.left.title', { name: other })}
          icon={IconDoorExit}
          actions={
            <>
              <Button onClick={() => setWaits(true)}>{t('call.left.wait')}</Button>
              <Button variant="subtle" onClick={onEnd}>
                {endLabel}
              </Button>
            </>
          }
        >
          {t('call.left.text')}
        </OverlayCard>
      )
    case 'away':
      return (
        <OverlayCard title={t('call.away.title', { name: other })} icon={IconHourglass} turning>
          {t('call.away.text')}
        </OverlayCard>
      )
    case 'waiting':
      return (
        <OverlayCard title={t('call.waiting.title', { name: other })} icon={IconHourglass} colour="primary" turning>
          {t('call.waiting.text', { name: other })}
        </OverlayCard>
      )
    case 'connecting':
      return <ConnectingCard other={other} />
    case 'returning':
      return (
        <OverlayCard title={t('call.returning.title', { name: other })} icon={IconPlugConnected} turning>
          {view.gone ? t('call.returning.dropped', { name: other }) : t('call.returning.text')}
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
    <OverlayCard title={t('call.connecting.title')} icon={IconPhoneCall} colour="primary" turning>
      {t(now - since < USUAL_MS ? 'call.connecting.text' : 'call.connecting.long', { name: other })}
    </OverlayCard>
  )
}

type OwnFact = Omit<Fact, 'name' | 'value'> & { readonly name: PlainKey; readonly value: PlainKey }
const connected: OwnFact = { name: 'call.lost.network', value: 'call.lost.connected', colour: 'ready', icon: IconCircleCheckFilled }
/** What is known of this side. */
const ownFacts: Readonly<Record<Live, OwnFact>> = {
  live: connected,
  polling: connected,
  unreachable: { name: 'call.lost.clinic', value: 'call.lost.unreachable', colour: 'danger', icon: IconCloudOff },
  offline: { name: 'call.lost.network', value: 'call.lost.disconnected', colour: 'danger', icon: IconWifiOff },
}

function LostCard({ view, other, live }: Pick<CallOverlayProps, 'view' | 'other' | 'live'>) {
  const now = useNow(1000)
  const own = ownFacts[live]
  const seconds = Math.max(0, Math.round((now - (view.lostSince ?? now)) / 1000))
  return (
    <OverlayCard
      title={t('call.lost.title')}
      icon={IconWifiOff}
      turning
      facts={[
        { ...own, name: t(own.name), value: t(own.value) },
        { name: other, value: t('call.lost.since', { time: secondsLong(seconds) }), colour: 'waiting', icon: IconHourglass },
      ]}
    >
      {t('call.lost.text')}
    </OverlayCard>
  )
}

/** Which device does not work, why, and what to do on this system. */
function DevicesCard({ own, other, onWithoutMedia }: { own: Media; other: string; onWithoutMedia: () => void }) {
  const problem = own.problem
  const both = problem?.device !== 'camera'
  return (
    <OverlayCard
      title={problem?.title ?? t('call.devices.title')}
      icon={IconCameraOff}
      actions={
        <>
          <Button onClick={() => void own.retry()}>{t('call.devices.again')}</Button>
          {problem?.device === 'microphone' ? (
            <Button variant="default" onClick={onWithoutMedia}>
              {t('call.devices.withoutMicrophone')}
            </Button>
          ) : (
            <Button
              variant="default"
              onClick={() => {
                // If sound is refused too, one can still see and hear the other side.
                void own.soundOnly().then(() => media.read().status === 'failed' && onWithoutMedia())
              }}
            >
              {t(both ? 'call.devices.without' : 'call.devices.soundOnly')}
            </Button>
          )}
        </>
      }
    >
      {problem !== null && sentences(problem.help, problem.device === 'both' ? t('call.devices.consequence', { name: other }) : null)}
    </OverlayCard>
  )
}
