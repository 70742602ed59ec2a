import { ActionIcon } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../art/icon.tsx'
import { TextField } from './text-field.tsx'
import { t } from '../words/text.ts'

/** A password field with a button that shows the password. */
export function PasswordField(input: Omit<TextInputProps, 'type' | 'rightSection'>) {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...input}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      rightSection={
        <ActionIcon aria-label={t(shown ? 'common.field.hidePassword' : 'common.field.showPassword')} onClick={() => setShown(!shown)}>
          <Icon of={shown ? IconEyeOff : IconEye} size={22} />
        </ActionIcon>
      }
    />
  )
}
