import type { TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { readTime } from './read-time.ts'
import { TextField } from './text-field.tsx'

type TimeFieldProps = Omit<TextInputProps, 'type' | 'value' | 'onChange'> & {
  /** HH:MM, or the typed text while it is not a time. */
  value?: string
  onChange?: (value: string) => void
  /** Formats a time for the page, whatever the browser's language. */
  write: (time: string) => string
}

/** A time of day, in the clinic's zone; typed freely ("9", "9.30", "2 pm"). */
export function TimeField({ value = '', onChange, write, onBlur, ...input }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const time = readTime(value)
  return (
    <TextField
      {...input}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? (time === null ? value : write(time))}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text)
        onChange?.(readTime(text) ?? text)
      }}
      onBlur={(event) => {
        setTyped(null)
        onBlur?.(event)
      }}
    />
  )
}
