import type { TextInputProps } from '@mantine/core'
import { TextField } from './text-field.tsx'

/** A day as YYYY-MM-DD, with the browser's own calendar. */
export function DateField(input: Omit<TextInputProps, 'type'>) {
  return <TextField {...input} type="date" />
}
