import { pathOf } from '@medconsult/contract'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Navigate, useLocation } from 'react-router'
import { api } from '../server/api.ts'
import { returnPath } from '../session/return-path.ts'
import { wasSignedInHere } from '../session/session-flag.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { SignInFrame } from '../ui/form/sign-in-frame.tsx'
import { Note } from '../ui/note.tsx'
import { PasswordField } from '../ui/form/password-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { useAlreadyIn } from './already-in.ts'
import { useEnter } from '../session/enter.ts'
import type { Page } from '../ui/page/page-code.ts'
import { FormLink } from './form-link.tsx'
import { useFormProblem } from './form-problem.ts'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { adoptLanguage } from './adopt-language.ts'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

/** Sign in, for patients and doctors alike. */
function SignIn() {
  const { search } = useLocation()
  const { path, switches } = useAlreadyIn()
  const enter = useEnter()
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => api('login', { body }),
    onSuccess: async ({ user }) => {
      await enter()
      adoptLanguage(user.language)
    },
  })
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: emptyFields,
  })
  const problem = useFormProblem(signIn.error)
  if (path !== null && signIn.isIdle) return <Navigate to={path} replace />

  return (
    <SignInFrame
      title={t('enter.signIn.title')}
      lead={t('enter.signIn.lead')}
      other={<Rich text="enter.signIn.new" register={(words) => <FormLink to="register">{words}</FormLink>} />}
    >
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate aria-label={t('enter.signIn.title')}>
        <FormStack>
          {!switches && wasSignedInHere() && signIn.isIdle && <Note role="status">{signedOutWords(returnPath(search))}</Note>}
          <TextField
            label={t('enter.email')}
            type="email"
            autoComplete="username"
            inputMode="email"
            required
            {...form.getInputProps('email')}
          />
          <PasswordField label={t('enter.password')} autoComplete="current-password" required {...form.getInputProps('password')} />
          {clinic.channels.mail ? (
            <FormLink to="reset">{t('account.forgotten')}</FormLink>
          ) : (
            <>
              <Note>{t('account.askClinic')}</Note>
              <CallTheClinic />
            </>
          )}
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          <WorkButton type="submit" size="lg" fullWidth busy={signIn.isPending} busyLabel={t('enter.signIn.doing')}>
            {t('enter.signIn.do')}
          </WorkButton>
        </FormStack>
      </form>
    </SignInFrame>
  )
}

const signedOutWords = (path: string): string =>
  path.startsWith(pathOf('call', { callSessionId: '' })) ? t('enter.signIn.signedOutOfCall') : t('enter.signIn.signedOut')

/** Checks only for presence: the server alone judges a password. */
const emptyFields = ({ email, password }: { email: string; password: string }) => ({
  ...(email.trim() === '' && { email: t('enter.signIn.emptyEmail') }),
  ...(password === '' && { password: t('enter.signIn.emptyPassword') }),
})

export const page: Page = { Component: SignIn }
