import type { TextInputProps } from '@mantine/core'
import { TextField } from '../ui/form/text-field.tsx'
import { t } from '../ui/words/text.ts'
import fields from './fields.module.css'

type EmailFieldProps = Omit<TextInputProps, 'onChange' | 'value'> & { value: string; onValue: (email: string) => void }

/** Where a guest can be written to; it may stay empty. */
export const EmailField = ({ onValue, ...input }: EmailFieldProps) => (
  <TextField
    {...input}
    label={t('join.optional', { label: t('enter.email') })}
    description={t('join.email.about')}
    type="email"
    autoComplete="email"
    classNames={{ input: fields['number']! }}
    onChange={({ currentTarget: { value } }) => onValue(value)}
  />
)
