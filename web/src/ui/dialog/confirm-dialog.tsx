import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import styles from './modal.module.css'
import { WorkButton } from '../form/work-button.tsx'

type ConfirmDialogProps = {
  opened: boolean
  /** The question: "Leave the queue?" */
  title: string
  children?: ReactNode
  /** The safe answer, first and focused: "Stay". Escape and the backdrop mean the same. */
  stayLabel: string
  onStay: () => void
  /** Names what will happen: "Leave the queue". */
  goLabel: string
  onGo: () => void
  busy?: boolean
  busyLabel?: string
}

/** Asks before an action that cannot be undone; the safe button comes first. */
export function ConfirmDialog({ opened, title, children, stayLabel, onStay, goLabel, onGo, busy = false, busyLabel }: ConfirmDialogProps) {
  return (
    <Dialog opened={opened} onClose={onStay} title={title} width={440} closable={false}>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onStay} data-autofocus>
          {stayLabel}
        </Button>
        <WorkButton variant="danger" onClick={onGo} busy={busy} busyLabel={busyLabel ?? goLabel}>
          {goLabel}
        </WorkButton>
      </div>
    </Dialog>
  )
}
