import { ConfirmDialog } from '../ui/dialog/confirm-dialog.tsx'
import { t } from '../ui/words/text.ts'

type IdleDialogProps = { opened: boolean; onStay: () => void; onSignOut: () => void }

/** Two minutes before a login ends that nobody uses. */
export function IdleDialog({ opened, onStay, onSignOut }: IdleDialogProps) {
  return (
    <ConfirmDialog
      opened={opened}
      title={t('account.idle.title')}
      stayLabel={t('account.idle.stay')}
      onStay={onStay}
      goLabel={t('account.idle.signOut')}
      onGo={onSignOut}
    >
      <p>{t('account.idle.lead')}</p>
    </ConfirmDialog>
  )
}
