import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useAnnounce } from '../dialog/announcer.tsx'
import { VisuallyHidden } from '../visually-hidden.tsx'

type RefusedButtonProps = {
  children: ReactNode
  /** Why not, and what to do: "You can start the next call when Amara Okafor has answered, …" */
  reason: string
  /** The id of a visible note that already says the reason; without it the reason is said to screen readers only. */
  noteId?: string
  /** Shows the reason where the button is: pressing it is a question. */
  onAsked?: () => void
} & Omit<ButtonProps, 'children'>

/** A button that cannot act now: it stays in the tab order, and says why when it is reached or pressed. */
export function RefusedButton({ children, reason, noteId, onAsked, ...button }: RefusedButtonProps) {
  const own = useId()
  const announce = useAnnounce()
  return (
    <>
      <Button
        variant="quiet"
        {...button}
        type="button"
        aria-disabled="true"
        aria-describedby={noteId ?? own}
        onClick={(event) => {
          event.preventDefault()
          announce(reason, 'assertive')
          onAsked?.()
        }}
      >
        {children}
      </Button>
      {noteId === undefined && <VisuallyHidden id={own}>{reason}</VisuallyHidden>}
    </>
  )
}
