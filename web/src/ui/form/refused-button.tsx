import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useAnnounce } from '../dialog/announcer.tsx'
import { VisuallyHidden } from '../visually-hidden.tsx'

type RefusedButtonProps = {
  children: ReactNode
  /** Why it is refused, and what to do: "You can start the next call when Amara Okafor has answered, …" */
  reason: string
  /** The id of a visible note with the reason; without it, only screen readers get the reason. */
  noteId?: string
  /** Called when it is pressed, to show the reason beside it. */
  onAsked?: () => void
} & Omit<ButtonProps, 'children'>

/** A button that cannot act now: it stays in the tab order, and gives the reason when focused or pressed. */
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
