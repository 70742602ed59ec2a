import { Button } from '@mantine/core'
import { IconLinkPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../../../ui/art/icon.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { lazyCode } from '../../../ui/lazy/lazy-code.ts'
import { lazyComponent } from '../../../ui/lazy/lazy-component.ts'
import { PanelSkeleton } from '../../../ui/page/skeletons.tsx'
import { t } from '../../../ui/words/text.ts'

const useLinks = lazyComponent(lazyCode(async () => (await import('./invite-links.tsx')).InviteLinks, 'DOCTOR'))

/** Opens the dialog with the practice’s link for everybody and personal links. */
export function InviteByLink({ scheduleId }: { scheduleId: string }) {
  const [opened, setOpened] = useState(false)
  const draw = useLinks(opened)
  return (
    <>
      <Button variant="default" leftSection={<Icon of={IconLinkPlus} />} aria-haspopup="dialog" onClick={() => setOpened(true)}>
        {t('practice.invite.title')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('practice.invite.title')} width={860}>
        {draw ? draw({ scheduleId }) : <PanelSkeleton height={420} />}
      </Dialog>
    </>
  )
}
