import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

type DialogProps = { opened: boolean; onClose: () => void; title: string; children: ReactNode; width?: number }

/** A dialog that can be closed: by its ✕, by Escape and by the ground beside it. */
export function Dialog({ opened, onClose, title, children, width = 480 }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={width}>
      {children}
    </Modal>
  )
}
