import { faultsOf, Registration, type Role } from '@medconsult/contract'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { api, isRefusal } from '../server/api.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { SignInFrame } from '../ui/form/sign-in-frame.tsx'
import { Note } from '../ui/note.tsx'
import { PasswordField } from '../ui/form/password-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { useAlreadyIn } from './already-in.ts'
import { RoleChoice } from './role-choice.tsx'
import { useEnter } from '../session/enter.ts'
import type { Page } from '../ui/page/page-code.ts'
import { FormLink } from './form-link.tsx'
import { useFormProblem } from './form-problem.ts'
import { fieldWords, sentenceOf } from '../ui/words/refusal.ts'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

type NewAccount = { role: Role; name: string; email: string; password: string }

/** A new account, as a patient or as a doctor. */
function Register() {
  const { path } = useAlreadyIn()
  const enter = useEnter()
  const form = useForm<NewAccount>({
    initialValues: { role: 'PATIENT', name: '', email: '', password: '' },
    validate: (values) => fieldWords(faultsOf(Registration.safeParse(values).error)),
  })
  const register = useMutation({
    mutationFn: (body: NewAccount) => api('register', { body }),
    onSuccess: () => enter(),
    onError: (error) => {
      if (isRefusal(error, 'EMAIL_TAKEN')) form.setFieldError('email', sentenceOf(error))
      if (isRefusal(error, 'INVALID')) form.setErrors(fieldWords(error.problem?.errors ?? []))
    },
  })
  const isPlaced = isRefusal(register.error, 'EMAIL_TAKEN') || isRefusal(register.error, 'INVALID')
  const problem = useFormProblem(isPlaced ? null : register.error)

  if (path !== null && register.isIdle) return <Navigate to={path} replace />

  return (
    <SignInFrame
      title={t('enter.register.title')}
      lead={form.values.role === 'DOCTOR' ? t('enter.register.leadDoctor') : t('enter.register.leadPatient')}
      other={<Rich text="enter.register.known" signIn={(words) => <FormLink to="login">{words}</FormLink>} />}
    >
      <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate aria-label={t('enter.register.title')}>
        <FormStack>
          <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
          <TextField
            label={t('enter.register.name')}
            autoComplete="name"
            required
            description={t(form.values.role === 'DOCTOR' ? 'enter.register.nameOfDoctor' : 'enter.register.nameOfPatient')}
            {...form.getInputProps('name')}
          />
          <TextField
            label={t('enter.email')}
            type="email"
            autoComplete="username"
            inputMode="email"
            required
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('enter.password')}
            autoComplete="new-password"
            required
            description={t(form.values.role === 'DOCTOR' ? 'enter.register.aboutDoctorsPassword' : 'enter.register.aboutPassword')}
            {...form.getInputProps('password')}
          />
          {problem !== null && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {problem}
            </Note>
          )}
          <WorkButton type="submit" size="lg" fullWidth busy={register.isPending} busyLabel={t('enter.register.doing')}>
            {t('enter.register.do')}
          </WorkButton>
        </FormStack>
      </form>
    </SignInFrame>
  )
}

export const page: Page = { Component: Register }
