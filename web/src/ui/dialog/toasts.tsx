import { ActionIcon } from '@mantine/core'
import { IconBell, IconX } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../art/icon.tsx'
import styles from './toasts.module.css'
import { t } from '../words/text.ts'

type Toast = {
  /** "Klára Nováková joined", with the name in bold. */
  text: ReactNode
  detail?: string
  icon?: TablerIcon
  /** While a toast of this kind is open, further ones are merged into its `many(count)`: "3 people joined". */
  kind?: string
  many?: (count: number) => string
}

type Open = Toast & { count: number; serial: number }
type Show = (toast: Toast) => void

const ToastContext = createContext<Show>(() => {})

/** Shows what others did, never the user's own actions; one at a time, for 6 seconds. */
export const useToast = (): Show => useContext(ToastContext)

const shownFor = 6000

const merged = (open: Open | null, toast: Toast): Open => {
  const serial = (open?.serial ?? 0) + 1
  const same = open !== null && toast.kind !== undefined && toast.kind === open.kind && toast.many !== undefined
  return { ...toast, count: same ? open.count + 1 : 1, serial }
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null)
  const show = useCallback<Show>((toast) => setOpen((old) => merged(old, toast)), [])

  useEffect(() => {
    if (open === null) return undefined
    const timer = setTimeout(() => setOpen(null), shownFor)
    return () => clearTimeout(timer)
  }, [open])

  return (
    <ToastContext value={show}>
      {children}
      <div role="status" aria-live="polite" aria-atomic="true">
        {open !== null && <ToastCard toast={open} onClose={() => setOpen(null)} />}
      </div>
    </ToastContext>
  )
}

function ToastCard({ toast, onClose }: { toast: Open; onClose: () => void }) {
  const many = toast.count > 1 ? toast.many?.(toast.count) : undefined
  return (
    <div className={styles.toast}>
      <Icon of={toast.icon ?? IconBell} size={22} />
      <div className={styles.words}>
        {many ?? (
          <>
            {toast.text}
            {toast.detail !== undefined && <small>{toast.detail}</small>}
          </>
        )}
      </div>
      <ActionIcon className={styles.close ?? ''} aria-label={t('common.closeMessage')} onClick={onClose}>
        <Icon of={IconX} />
      </ActionIcon>
    </div>
  )
}
