import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLockScroll } from './lock-scroll.ts'
import styles from './modal.module.css'
import { t } from '../words/text.ts'

export type DialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  width?: number
  /** False if the dialog has its own button to close it. */
  closable?: boolean
}

/** A dialog’s frame, which `Dialog` loads. */
export function DialogFrame({ opened, onClose, title, children, width = 480, closable = true }: DialogProps) {
  useLockScroll(opened)
  return (
    <Modal.Root
      lockScroll={false}
      returnFocus={false}
      opened={opened}
      onClose={onClose}
      size={width}
      radius="xl"
      centered
      transitionProps={{ transition: 'fade-up', duration: 340 }}
    >
      <Modal.Overlay />
      <Modal.Content p={0}>
        <div className={styles.frame}>
          <div className={styles.head}>
            <Modal.Title>{title}</Modal.Title>
            {closable && <Modal.CloseButton aria-label={t('common.close')} />}
          </div>
          <Modal.Body>{children}</Modal.Body>
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}
