import { pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, isRefusal } from '../server/api.ts'
import { takenSecret, takeSecret } from '../session/taken-link.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { PasswordField } from '../ui/form/password-field.tsx'
import { SignInFrame } from '../ui/form/sign-in-frame.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import type { Page } from '../ui/page/page-code.ts'
import { clinic } from '../ui/words/clinic.ts'
import { fieldWords } from '../ui/words/refusal.ts'
import { t } from '../ui/words/text.ts'
import { FormLink } from './form-link.tsx'
import { useFormProblem } from './form-problem.ts'

/** A forgotten password: asks for a link or, opened by one, for the new password. */
function Reset() {
  const [secret, setSecret] = useState(() => takenSecret('reset'))
  const forget = (): void => {
    takeSecret('reset', null)
    setSecret(null)
  }
  return secret === null ? <AskForLink /> : <ChoosePassword secret={secret} onForget={forget} />
}

const back = () => <FormLink to="login">{t('account.back')}</FormLink>

function AskForLink() {
  const ask = useMutation({ mutationFn: (body: { email: string }) => api('askReset', { body }) })
  const form = useForm({
    initialValues: { email: '' },
    validate: ({ email }) => (email.trim() === '' ? { email: t('enter.signIn.emptyEmail') } : {}),
  })
  const problem = useFormProblem(ask.error)
  if (!clinic.channels.mail)
    return (
      <SignInFrame title={t('account.reset.title')} lead={t('account.askClinic')} other={back()}>
        <CallTheClinic />
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('account.reset.title')} lead={t('account.reset.lead')} other={back()}>
      <form onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate aria-label={t('account.reset.title')}>
        <FormStack>
          <TextField
            label={t('enter.email')}
            type="email"
            autoComplete="username"
            inputMode="email"
            required
            {...form.getInputProps('email')}
          />
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          {ask.isSuccess && (
            <Note icon={IconCircleCheckFilled} role="status">
              {t('account.reset.sent')}
            </Note>
          )}
          <WorkButton type="submit" size="lg" fullWidth busy={ask.isPending} busyLabel={t('account.reset.doing')}>
            {t('account.reset.do')}
          </WorkButton>
        </FormStack>
      </form>
    </SignInFrame>
  )
}

function ChoosePassword({ secret, onForget }: { secret: string; onForget: () => void }) {
  const form = useForm({ initialValues: { password: '' } })
  const save = useMutation({
    mutationFn: ({ password }: { password: string }) => api('confirmReset', { body: { secret, password } }),
    onSuccess: () => takeSecret('reset', null),
    onError: (error) => {
      if (isRefusal(error, 'INVALID')) form.setErrors(fieldWords(error.problem?.errors ?? []))
    },
  })
  const isTooOld = isRefusal(save.error, 'NOT_FOUND')
  const problem = useFormProblem(isTooOld || isRefusal(save.error, 'INVALID') ? null : save.error)
  if (save.isSuccess)
    return (
      <SignInFrame title={t('account.reset.doneTitle')} lead={t('account.reset.doneLead')}>
        <Button component={Link} to={pathOf('login')} size="lg" fullWidth>
          {t('account.reset.signIn')}
        </Button>
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('account.reset.newTitle')} lead={t('account.reset.newLead')} other={back()}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate aria-label={t('account.reset.newTitle')}>
        <FormStack>
          <PasswordField
            label={t('account.newPassword')}
            autoComplete="new-password"
            required
            description={t('account.reset.aboutPassword')}
            {...form.getInputProps('password')}
          />
          {isTooOld && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {t('account.reset.tooOld')}
            </Note>
          )}
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          {isTooOld ? (
            <Button size="lg" fullWidth onClick={onForget}>
              {t('account.reset.sendNew')}
            </Button>
          ) : (
            <WorkButton type="submit" size="lg" fullWidth busy={save.isPending} busyLabel={t('account.reset.newDoing')}>
              {t('account.reset.newDo')}
            </WorkButton>
          )}
        </FormStack>
      </form>
    </SignInFrame>
  )
}

export const page: Page = { Component: Reset }
