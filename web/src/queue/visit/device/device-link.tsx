import { DEVICE_LINK_MINUTES, pathOf } from '@medconsult/contract'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { api } from '../../../server/api.ts'
import { useSecondsLeft } from '../../../server/clock.ts'
import { useRefusalWords } from '../../../server/refusal-words.ts'
import { QrCode } from '../../../ui/art/qr-code.tsx'
import { CopyLink } from '../../../ui/copy-link.tsx'
import { WorkButton } from '../../../ui/form/work-button.tsx'
import { Note } from '../../../ui/note.tsx'
import { PanelSkeleton } from '../../../ui/page/skeletons.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './device.module.css'

/** A link to the own place for another device, as a code and to read: once, and for some minutes. */
export function DeviceLink() {
  const made = useMutation({ mutationFn: () => api('makeReturnLink') })
  const make = useEffectEvent(() => made.mutate())
  useEffect(() => make(), [])
  const problem = useRefusalWords(made.error)
  const seconds = useSecondsLeft(made.data?.expiresAt ?? null)
  if (made.data && seconds > 0) {
    const link = `${window.location.origin}${pathOf('personalLink')}#${made.data.secret}`
    return (
      <div className={styles.dialog}>
        <p>{t('join.device.lead')}</p>
        <QrCode text={link} label={t('join.device.code')} />
        <p className={styles.small}>{t('join.device.orLink')}</p>
        <CopyLink link={link} label={t('join.device.copy')} />
        <Note icon={IconClock}>{t('join.device.once', { minutes: DEVICE_LINK_MINUTES })}</Note>
      </div>
    )
  }
  if (!made.data && !made.error) return <PanelSkeleton height={300} />
  return (
    <div className={styles.dialog}>
      {problem === null ? (
        <p role="status">{t('join.device.old')}</p>
      ) : (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      <WorkButton busy={made.isPending} busyLabel={t('join.back.doing')} onClick={() => made.mutate()}>
        {t('join.device.again')}
      </WorkButton>
    </div>
  )
}
