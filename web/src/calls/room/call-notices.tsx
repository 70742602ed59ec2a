import { Button } from '@mantine/core'
import { IconCircleCheck, IconCloudOff, IconPlayerPause, IconRefresh, IconVideo, IconVideoOff } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isReached, type Live } from '../../server/live.ts'
import { Icon } from '../../ui/art/icon.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './call-room.module.css'
import type { Media } from '../media/media.ts'
import type { CallView } from '../connection/call-view.ts'

type CallNoticesProps = { view: CallView; live: Live; own: Media; other: string; withoutMedia: boolean }

/** Short notices over a picture that continues. */
export function CallNotices({ view, live, own, other, withoutMedia }: CallNoticesProps) {
  const going = (view.shown === 'live' || view.shown === 'back') && view.flowing
  const notices: { words: string; icon: TablerIcon; action?: ReactNode }[] = []
  if (going && view.shown === 'back' && !view.still) notices.push({ words: t('call.notice.back'), icon: IconCircleCheck })
  if (going && view.still) notices.push({ words: t('call.notice.still'), icon: IconPlayerPause })
  if (going && !isReached(live)) notices.push({ words: t('call.notice.controls'), icon: IconCloudOff })
  if (live === 'polling') notices.push({ words: t('call.notice.polling'), icon: IconRefresh })
  if (own.problem && own.status !== 'failed' && own.status !== 'off')
    notices.push({ words: t('call.notice.problem', { title: own.problem.title, help: own.problem.help }), icon: IconVideoOff })
  if (withoutMedia && own.status === 'failed') notices.push({ words: t('call.notice.unseen', { name: other }), icon: IconVideoOff })
  if (own.cameraFound)
    notices.push({
      words: t('call.notice.cameraFound'),
      icon: IconVideo,
      action: (
        <Button size="compact-sm" onClick={() => void own.switchCamera(true)}>
          {t('call.notice.turnOn')}
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
