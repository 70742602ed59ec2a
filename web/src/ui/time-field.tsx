import type { TextInputProps } from '@mantine/core'
import { TextField } from './text-field.tsx'

/** A time of day as HH:MM, in the clinic's zone. */
export function TimeField(input: Omit<TextInputProps, 'type'>) {
  return <TextField {...input} type="time" />
}
