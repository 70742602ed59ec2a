import { pathOf } from '@medconsult/contract'
import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'

/** From one of the two forms to the other, keeping where the person is heading. */
export function FormLink({ to, children }: { to: 'login' | 'register' | 'reset'; children: ReactNode }) {
  const { search, state } = useLocation()
  return (
    <Anchor component={Link} to={{ pathname: pathOf(to), search }} state={state} underline="always">
      {children}
    </Anchor>
  )
}
