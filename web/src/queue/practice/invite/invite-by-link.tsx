import { Button } from '@mantine/core'
import { IconAlertTriangle, IconLinkPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { joinCodeQuery } from '../../../schedules/join-code.ts'
import { Icon } from '../../../ui/art/icon.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { lazyCode } from '../../../ui/lazy/lazy-code.ts'
import { lazyComponent } from '../../../ui/lazy/lazy-component.ts'
import { PanelSkeleton } from '../../../ui/page/skeletons.tsx'
import { Note } from '../../../ui/note.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './invite.module.css'

const useLinks = lazyComponent(lazyCode(async () => (await import('./invite-links.tsx')).InviteLinks, 'DOCTOR'))

/** How often the page looks whether too many have come by the link, which no event reports, ms. */
const FULL_MS = 60_000

/** Opens the dialog with the practice’s link for everybody and personal links; says when that link lets nobody else in. */
export function InviteByLink({ scheduleId }: { scheduleId: string }) {
  const [opened, setOpened] = useState(false)
  const draw = useLinks(opened)
  const { data: code } = useQuery({ ...joinCodeQuery, refetchInterval: FULL_MS })
  return (
    <>
      <Button variant="default" leftSection={<Icon of={IconLinkPlus} />} aria-haspopup="dialog" onClick={() => setOpened(true)}>
        {t('practice.invite.title')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('practice.invite.title')} width={860}>
        {draw ? draw({ scheduleId }) : <PanelSkeleton height={420} />}
      </Dialog>
      {code?.isFull === true && (
        <div className={styles.full}>
          <Note tone="danger" icon={IconAlertTriangle} role="status">
            {t('practice.invite.all.full')}
          </Note>
        </div>
      )}
    </>
  )
}
