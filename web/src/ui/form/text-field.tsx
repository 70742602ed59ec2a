import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { fieldProblem } from './field-problem.tsx'

/** A text field; takes the props of `form.getInputProps`. */
export function TextField({ error, ...input }: TextInputProps) {
  return <TextInput {...input} error={fieldProblem(error)} />
}
