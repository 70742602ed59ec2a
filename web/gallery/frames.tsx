import type { ReactNode } from 'react'
import { AppShell } from '../src/ui/shell/app-shell.tsx'
import { Portrait } from '../src/ui/art/portrait.tsx'
import type { LiveState } from '../src/ui/shell/live-word.tsx'

const pages = [
  { to: '/practices', label: 'page.header.practices' },
  { to: '/audit', label: 'page.header.audit' },
] as const
const nothing = (): void => {}

export const ForDoctor = ({ children, live }: { children: ReactNode; live?: LiveState }) => (
  <AppShell pages={pages} {...(live && { live })} person={{ name: 'Dr. Sarah Quinn', hasAccount: true }} onSignOut={nothing}>
    {children}
  </AppShell>
)

export const ForPatient = ({ children, live = 'live', footer }: { children: ReactNode; live?: LiveState; footer?: ReactNode }) => (
  <AppShell
    pages={[{ to: '/', label: 'page.header.doctors' }]}
    live={live}
    person={{ name: 'Amara Okafor', hasAccount: true }}
    onSignOut={nothing}
    footer={footer}
  >
    {children}
  </AppShell>
)

export const Film = ({ who }: { who: 'doctor' | 'patient' }) => (
  <svg viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <Portrait who={who} x={150} y={-200} size={1300} />
  </svg>
)
