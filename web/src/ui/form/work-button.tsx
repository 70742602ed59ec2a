import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../theme/class-names.ts'
import styles from './work-button.module.css'

type WorkButtonProps = {
  children: ReactNode
  busy: boolean
  /** The label while it works: "Joining …". */
  busyLabel: string
} & Omit<ButtonProps, 'children' | 'loading'> &
  Pick<ComponentProps<'button'>, 'onClick' | 'type' | 'form' | 'autoFocus' | 'aria-describedby'>

/** A button that shows a busy label while it works, at the same width; a second press does nothing. */
export function WorkButton({ children, busy, busyLabel, leftSection, onClick, type = 'button', ...button }: WorkButtonProps) {
  return (
    <Button
      {...button}
      type={busy ? 'button' : type}
      aria-busy={busy}
      onClick={(event) => {
        if (!busy) onClick?.(event)
      }}
    >
      <span className={styles.both}>
        {/* The icon is inside each label: both labels have the width of the longer one. */}
        <span className={classNames(styles.words, busy && styles.away)} aria-hidden={busy}>
          {leftSection}
          <span>{children}</span>
        </span>
        <span className={classNames(!busy && styles.away)} aria-hidden={!busy}>
          {busyLabel}
        </span>
      </span>
    </Button>
  )
}
