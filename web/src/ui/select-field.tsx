import { NativeSelect } from '@mantine/core'
import type { NativeSelectProps } from '@mantine/core'
import { fieldProblem } from './field-problem.tsx'

/** One of a few choices, with the system's own list. */
export function SelectField({ error, ...input }: NativeSelectProps) {
  return <NativeSelect {...input} error={fieldProblem(error)} />
}
