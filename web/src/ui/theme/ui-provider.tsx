import './base.css'
import './mantine-styles.ts'
import '@fontsource-variable/hanken-grotesk'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { AnnouncerProvider } from '../dialog/announcer.tsx'
import { cssVariables, theme } from './theme.ts'
import { ToastProvider } from '../dialog/toasts.tsx'

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// The scroll lock under Mantine's dialogs takes its style's nonce from here (get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce() })

/** Theme, tokens, announcements and toasts; wraps the whole app. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce}>
      <AnnouncerProvider>
        <ToastProvider>{children}</ToastProvider>
      </AnnouncerProvider>
    </MantineProvider>
  )
}
