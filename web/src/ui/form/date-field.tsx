import { ActionIcon, type TextInputProps } from '@mantine/core'
import { IconCalendarEvent } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import styles from './field.module.css'
import { Icon } from '../art/icon.tsx'
import { readDate } from './read-date.ts'
import { TextField } from './text-field.tsx'
import { t } from '../words/text.ts'

type DateFieldProps = Omit<TextInputProps, 'type' | 'value' | 'onChange' | 'min'> & {
  /** YYYY-MM-DD, or the typed text while it is not a date. */
  value?: string
  onChange?: (value: string) => void
  /** The earliest day that can be chosen, YYYY-MM-DD. */
  today: string
  /** Formats a day for the page. */
  write: (day: string) => string
}

/** A date, typed freely or chosen in the browser's calendar; shown in the page's language. */
export function DateField({ value = '', onChange, today, write, onBlur, ...input }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const day = readDate(value, today)
  const show = () => {
    try {
      calendar.current?.showPicker()
    } catch {
      calendar.current?.focus()
    }
  }
  return (
    <TextField
      {...input}
      autoComplete="off"
      value={typed ?? (day === null ? value : write(day))}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text)
        onChange?.(readDate(text, today) ?? text)
      }}
      onBlur={(event) => {
        setTyped(null)
        onBlur?.(event)
      }}
      rightSectionWidth={54}
      rightSection={
        <span className={styles.calendar}>
          <ActionIcon variant="subtle" aria-label={t('common.field.calendar')} onClick={show}>
            <Icon of={IconCalendarEvent} />
          </ActionIcon>
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            min={today}
            value={day ?? ''}
            onChange={({ currentTarget: { value: chosen } }) => {
              setTyped(null)
              if (chosen !== '') onChange?.(chosen)
            }}
          />
        </span>
      }
    />
  )
}
