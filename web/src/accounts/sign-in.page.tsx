import { pathOf } from '@medconsult/contract'
import { Anchor } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, Navigate, useLocation } from 'react-router'
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
import { useEnter } from './enter.ts'
import type { Page } from '../ui/page/page-code.ts'
import { useFormProblem } from './form-problem.ts'

/** Sign in, for patients and doctors alike. */
function SignIn() {
  const { search, state } = useLocation()
  const { path, switches } = useAlreadyIn()
  const enter = useEnter()
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => api('login', { body }),
    onSuccess: () => enter(),
  })
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: emptyFields,
  })
  const problem = useFormProblem(signIn.error)
  if (path !== null && signIn.isIdle) return <Navigate to={path} replace />

  return (
    <SignInFrame
      title="Sign in"
      lead="Welcome back. Patients and doctors sign in here."
      other={
        <>
          New here?{' '}
          <Anchor component={Link} to={{ pathname: pathOf('register'), search }} state={state} underline="always">
            Create an account
          </Anchor>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate aria-label="Sign in">
        <FormStack>
          {!switches && wasSignedInHere() && signIn.isIdle && <Note role="status">{signedOutWords(returnPath(search))}</Note>}
          <TextField label="E-mail" type="email" autoComplete="username" inputMode="email" required {...form.getInputProps('email')} />
          <PasswordField label="Password" autoComplete="current-password" required {...form.getInputProps('password')} />
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          <WorkButton type="submit" size="lg" fullWidth busy={signIn.isPending} busyLabel="Signing in …">
            Sign in
          </WorkButton>
        </FormStack>
      </form>
    </SignInFrame>
  )
}

const signedOutWords = (path: string): string =>
  path.startsWith(pathOf('call', { callSessionId: '' }))
    ? 'You are signed out. Your camera and microphone are off. Sign in to continue your call.'
    : 'You are signed out. Sign in to continue.'

/** Checks only for presence: the server alone judges a password. */
const emptyFields = ({ email, password }: { email: string; password: string }) => ({
  ...(email.trim() === '' && { email: 'Enter your e-mail address.' }),
  ...(password === '' && { password: 'Enter your password.' }),
})

export const page: Page = { Component: SignIn }
