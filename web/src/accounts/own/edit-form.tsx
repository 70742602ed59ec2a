import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { isRefusal } from '../../server/api.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { FormStack } from '../../ui/form/form-stack.tsx'
import { PasswordField } from '../../ui/form/password-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { Note } from '../../ui/note.tsx'
import { fieldWords } from '../../ui/words/refusal.ts'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'

export interface EditField {
  /** As the request names it. */
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'tel' | 'password'
  readonly autoComplete: string
  readonly initial?: string
  readonly description?: string
}

type Values = Record<string, string>

type EditFormProps = {
  label: string
  fields: readonly EditField[]
  save: (values: Values) => Promise<unknown>
  onSaved: () => void
  onCancel: () => void
}

/** What is changed in one row, in its place: what the server refuses stands in its field. */
export function EditForm({ label, fields, save, onSaved, onCancel }: EditFormProps) {
  const form = useForm<Values>({ initialValues: Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial])) })
  const saving = useMutation({
    mutationFn: save,
    onSuccess: onSaved,
    onError: (error) => {
      if (isRefusal(error, 'INVALID')) form.setErrors(fieldWords(error.problem?.errors ?? []))
    },
  })
  const problem = useRefusalWords(isRefusal(saving.error, 'INVALID') ? null : saving.error)
  return (
    <form className={styles.form} aria-label={label} noValidate onSubmit={form.onSubmit((values) => saving.mutate(values))}>
      <FormStack>
        {fields.map(({ name, type = 'text', label: named, autoComplete, description }, n) =>
          type === 'password' ? (
            <PasswordField
              key={name}
              label={named}
              autoComplete={autoComplete}
              description={description}
              required
              data-autofocus={n === 0}
              autoFocus={n === 0}
              {...form.getInputProps(name)}
            />
          ) : (
            <TextField
              key={name}
              label={named}
              autoComplete={autoComplete}
              description={description}
              type={type}
              dir={type === 'text' ? 'auto' : 'ltr'}
              autoFocus={n === 0}
              {...form.getInputProps(name)}
            />
          ),
        )}
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
        <div className={styles.buttons}>
          <WorkButton type="submit" busy={saving.isPending} busyLabel={t('account.saving')}>
            {t('account.save')}
          </WorkButton>
          <Button variant="default" onClick={onCancel}>
            {t('account.cancel')}
          </Button>
        </div>
      </FormStack>
    </form>
  )
}
