import './base.css'
import './mantine-styles.ts'
import '@fontsource-variable/hanken-grotesk'
import '@fontsource-variable/vazirmatn'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { AnnouncerProvider } from '../dialog/announcer.tsx'
import { cssVariables, theme } from './theme.ts'
import { languages } from '@medconsult/words'
import { language } from '../words/language.ts'
import { ToastProvider } from '../dialog/toasts.tsx'

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// The scroll lock under Mantine's dialogs takes its style's nonce from here (get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce() })

/** Theme, tokens, announcements and toasts; wraps the whole app. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <DirectionProvider initialDirection={languages[language].direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce}>
        <AnnouncerProvider>
          <ToastProvider>{children}</ToastProvider>
        </AnnouncerProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}
