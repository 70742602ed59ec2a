import type { GuestLink } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePolling } from '../../../server/live.ts'
import { useRefusalWords } from '../../../server/refusal-words.ts'
import { CopyLink } from '../../../ui/copy-link.tsx'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { Note } from '../../../ui/note.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import { addressOf, guestLinksQuery, type useGuestLinks } from './guest-links.ts'
import styles from './invite.module.css'

type PersonalLinksProps = { scheduleId: string; revoke: ReturnType<typeof useGuestLinks>['revoke'] }

/** The personal links of this practice with their state; nothing while there are none. */
export function PersonalLinks({ scheduleId, revoke }: PersonalLinksProps) {
  const [asked, setAsked] = useState<GuestLink | null>(null)
  const { data: links = [] } = useQuery({ ...guestLinksQuery(scheduleId), ...usePolling('queue') })
  const problem = useRefusalWords(revoke.error)
  if (links.length === 0) return null
  return (
    <>
      <h3>{t('practice.invite.links.title')}</h3>
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.id}>
            <div className={styles.who}>
              <bdi>{link.name}</bdi> <span>{t(`practice.invite.links.${link.status}`)}</span>
            </div>
            {(link.status === 'OPEN' || link.status === 'USED') && (
              <Button variant="subtle" size="sm" onClick={() => setAsked(link)}>
                <Rich text="practice.invite.links.revoke" name={link.name} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
              </Button>
            )}
            {link.delivery === 'FAILED' && link.status === 'OPEN' && (
              <div className={styles.failed}>
                <Note tone="danger" icon={IconAlertTriangle}>
                  {t('practice.invite.links.notDelivered')}
                </Note>
                {link.secret !== null && <CopyLink link={addressOf(link.secret)} label={t('practice.invite.copy')} />}
              </div>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={t('practice.invite.revoke.title', { name: asked?.name ?? '' })}
        stayLabel={t('practice.invite.revoke.stay')}
        onStay={() => setAsked(null)}
        goLabel={t('practice.invite.revoke.do')}
        onGo={() => asked && revoke.mutate(asked, { onSettled: () => setAsked(null) })}
        busy={revoke.isPending}
        busyLabel={t('practice.invite.revoke.doing')}
      >
        {t('practice.invite.revoke.lead')}
      </ConfirmDialog>
    </>
  )
}
