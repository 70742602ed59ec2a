import { Button } from '@mantine/core'
import { IconCircleCheck, IconCloudOff, IconPlayerPause, IconRefresh, IconVideo, IconVideoOff } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isReached, type Live } from '../../server/live.ts'
import { Icon } from '../../ui/art/icon.tsx'
import styles from './call-room.module.css'
import type { Media } from '../media/media.ts'
import type { CallView } from '../connection/call-view.ts'

type CallNoticesProps = { view: CallView; live: Live; own: Media; other: string; withoutMedia: boolean }

/** Short notices over a picture that continues. */
export function CallNotices({ view, live, own, other, withoutMedia }: CallNoticesProps) {
  const going = (view.shown === 'live' || view.shown === 'back') && view.flowing
  const notices: { words: string; icon: TablerIcon; action?: ReactNode }[] = []
  if (going && view.shown === 'back' && !view.still) notices.push({ words: 'Back', icon: IconCircleCheck })
  if (going && view.still) notices.push({ words: 'The picture stands still, reconnecting', icon: IconPlayerPause })
  if (going && !isReached(live)) notices.push({ words: 'The call continues; controls are reconnecting', icon: IconCloudOff })
  if (live === 'polling') notices.push({ words: 'Updating every 3 seconds', icon: IconRefresh })
  if (own.problem && own.status !== 'failed' && own.status !== 'off')
    notices.push({ words: `${own.problem.title}. ${own.problem.help}`, icon: IconVideoOff })
  if (withoutMedia && own.status === 'failed') notices.push({ words: `${other} cannot see or hear you`, icon: IconVideoOff })
  if (own.cameraFound)
    notices.push({
      words: 'A camera was found',
      icon: IconVideo,
      action: (
        <Button size="compact-sm" onClick={() => void own.switchCamera(true)}>
          Turn it on
        </Button>
      ),
    })
  return (
    <div className={styles.notices} role="status">
      {notices.map(({ words, icon, action }) => (
        <p key={words} className={styles.notice}>
          <Icon of={icon} size={18} />
          {words}
          {action}
        </p>
      ))}
    </div>
  )
}
