import type { Role } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, isRefusal } from '../../server/api.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { endSession } from '../../session/session-end.ts'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { FormStack } from '../../ui/form/form-stack.tsx'
import { PasswordField } from '../../ui/form/password-field.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { fieldWords } from '../../ui/words/refusal.ts'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'

/** Closes the account, after a dialog that says what goes and what stays, and asks for the password. */
export function ClosePanel({ role }: { role: Role }) {
  const [asking, setAsking] = useState(false)
  const lead = t(role === 'DOCTOR' ? 'account.closeLeadDoctor' : 'account.closeLead')
  return (
    <Panel id="close" aria-labelledby="account-close">
      <h2 id="account-close">{t('account.closing')}</h2>
      <div className={styles.close}>
        <p>{lead}</p>
        <Button variant="subtle" c="var(--danger)" aria-haspopup="dialog" onClick={() => setAsking(true)}>
          {t('account.closeDo')}
        </Button>
      </div>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('account.closeTitle')} width={440}>
        <CloseForm lead={lead} onStay={() => setAsking(false)} />
      </Dialog>
    </Panel>
  )
}

function CloseForm({ lead, onStay }: { lead: string; onStay: () => void }) {
  const form = useForm({ initialValues: { password: '' } })
  const close = useMutation({
    mutationFn: (body: { password: string }) => api('closeAccount', { body }),
    onSuccess: () => endSession('signed-out'),
    onError: (error) => {
      if (isRefusal(error, 'INVALID')) form.setErrors(fieldWords(error.problem?.errors ?? []))
    },
  })
  const problem = useRefusalWords(isRefusal(close.error, 'INVALID') ? null : close.error)
  return (
    <form noValidate onSubmit={form.onSubmit((values) => close.mutate(values))}>
      <FormStack>
        <p>{lead}</p>
        <PasswordField
          label={t('account.currentPassword')}
          autoComplete="current-password"
          required
          data-autofocus
          {...form.getInputProps('password')}
        />
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onStay}>
            {t('account.closeStay')}
          </Button>
          <WorkButton type="submit" variant="danger" busy={close.isPending} busyLabel={t('account.closeDoing')}>
            {t('account.closeGo')}
          </WorkButton>
        </div>
      </FormStack>
    </form>
  )
}
