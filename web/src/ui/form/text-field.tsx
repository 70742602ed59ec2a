import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { fieldProblem } from './field-problem.tsx'

/** A line of text; takes what `form.getInputProps` gives. */
export function TextField({ error, ...input }: TextInputProps) {
  return <TextInput {...input} error={fieldProblem(error)} />
}
