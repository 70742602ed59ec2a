import { pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useState } from 'react'
import { api, isRefusal } from '../server/api.ts'
import { takenSecret, takeSecret } from '../session/taken-link.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { SignInFrame } from '../ui/form/sign-in-frame.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import type { Page } from '../ui/page/page-code.ts'
import { t } from '../ui/words/text.ts'
import { useFormProblem } from './form-problem.ts'

/** Confirms an e-mail address by the link that was sent to it. Opening the page confirms nothing: mail scanners open links, too. */
function Confirm() {
  const [secret] = useState(() => takenSecret('confirm') ?? '')
  const confirm = useMutation({
    mutationFn: () => api('confirmEmail', { body: { secret } }),
    onSuccess: () => takeSecret('confirm', null),
  })
  const isTooOld = secret === '' || isRefusal(confirm.error, 'NOT_FOUND')
  const problem = useFormProblem(isTooOld ? null : confirm.error)
  const goOn = (
    <Button component={Link} to={pathOf('browse')} size="lg" fullWidth>
      {t('account.confirm.goOn')}
    </Button>
  )
  if (confirm.isSuccess)
    return (
      <SignInFrame title={t('account.confirm.doneTitle')} lead={t('account.confirm.done', { email: confirm.data.email })}>
        {goOn}
      </SignInFrame>
    )
  if (isTooOld)
    return (
      <SignInFrame title={t('account.confirm.tooOld')} lead={t('account.confirm.tooOldLead')}>
        {goOn}
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('account.confirm.title')} lead={t('account.confirm.lead')}>
      <FormStack>
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
        <WorkButton size="lg" fullWidth busy={confirm.isPending} busyLabel={t('account.confirm.doing')} onClick={() => confirm.mutate()}>
          {t('account.confirm.do')}
        </WorkButton>
      </FormStack>
    </SignInFrame>
  )
}

export const page: Page = { Component: Confirm }
