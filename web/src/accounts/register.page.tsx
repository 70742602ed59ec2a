import { pathOf, Registration, type Role } from '@medconsult/contract'
import { Anchor } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { zod4Resolver } from 'mantine-form-zod-resolver'
import { Link, Navigate, useLocation } from 'react-router'
import { api, isRefusal } from '../server/api.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { SignInFrame } from '../ui/form/sign-in-frame.tsx'
import { Note } from '../ui/note.tsx'
import { PasswordField } from '../ui/form/password-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { useAlreadyIn } from './already-in.ts'
import { RoleChoice } from './role-choice.tsx'
import { useEnter } from './enter.ts'
import type { Page } from '../ui/page/page-code.ts'
import { useFormProblem } from './form-problem.ts'

type NewAccount = { role: Role; name: string; email: string; password: string }
const schemaProblems = zod4Resolver(Registration)

/** A new account, as a patient or as a doctor. */
function Register() {
  const { search, state } = useLocation()
  const { path } = useAlreadyIn()
  const enter = useEnter()
  const form = useForm<NewAccount>({
    initialValues: { role: 'PATIENT', name: '', email: '', password: '' },
    validate: (values) => schemaProblems(values),
  })
  const register = useMutation({
    mutationFn: (body: NewAccount) => api('register', { body }),
    onSuccess: () => enter(),
    onError: (error) => {
      if (isRefusal(error, 'EMAIL_TAKEN')) form.setFieldError('email', error.message)
      if (isRefusal(error, 'INVALID')) form.setErrors(Object.fromEntries((error.problem?.errors ?? []).map((it) => [it.path, it.message])))
    },
  })
  const isPlaced = isRefusal(register.error, 'EMAIL_TAKEN') || isRefusal(register.error, 'INVALID')
  const problem = useFormProblem(isPlaced ? null : register.error)

  if (path !== null && register.isIdle) return <Navigate to={path} replace />

  return (
    <SignInFrame
      title="Create an account"
      lead={
        form.values.role === 'DOCTOR'
          ? 'It takes a minute. The clinic may need to approve you before you can plan a practice.'
          : 'It takes a minute. Then you can join your doctor’s queue.'
      }
      other={
        <>
          You have an account?{' '}
          <Anchor component={Link} to={{ pathname: pathOf('login'), search }} state={state} underline="always">
            Sign in
          </Anchor>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate aria-label="Create an account">
        <FormStack>
          <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
          <TextField
            label="Name"
            autoComplete="name"
            required
            description={
              form.values.role === 'DOCTOR' ? 'The name patients know you by, such as “Dr. Sarah Quinn”.' : 'Your doctor sees this name.'
            }
            {...form.getInputProps('name')}
          />
          <TextField label="E-mail" type="email" autoComplete="username" inputMode="email" required {...form.getInputProps('email')} />
          <PasswordField
            label="Password"
            autoComplete="new-password"
            required
            description="At least 8 characters. A short sentence is easy to remember."
            {...form.getInputProps('password')}
          />
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          <WorkButton type="submit" size="lg" fullWidth busy={register.isPending} busyLabel="Creating …">
            Create the account
          </WorkButton>
        </FormStack>
      </form>
    </SignInFrame>
  )
}

export const page: Page = { Component: Register }
