import { pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { SignInState } from '../accounts/already-in.ts'
import { media } from '../calls/media/media.ts'
import { signInPath } from '../session/return-path.ts'
import { useTitle } from '../ui/page/title.ts'
import { BrokenThread } from '../ui/art/broken-thread.tsx'
import { SoloPage } from '../ui/page/solo-page.tsx'

/** Replaces any page after somebody else has signed in in the same browser. */
export function OtherLogin({ name }: { name: string }) {
  useTitle('Another account is signed in · MedConsult')
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  useEffect(() => media.stop(), [])
  return (
    <SoloPage
      art={<BrokenThread />}
      title="Another account is signed in now"
      lead={`Someone has signed in to another account in this browser. This tab belongs to ${name}, and nothing was done under the wrong name.`}
      actions={
        <>
          {/* A page that is loaded again asks who is signed in. */}
          <Button size="lg" onClick={() => window.location.assign(pathOf('browse'))}>
            Continue with the other account
          </Button>
          <Button
            size="lg"
            variant="default"
            onClick={() => void navigate(signInPath(pathname + search), { state: { switches: true } satisfies SignInState })}
          >
            Sign in as {name}
          </Button>
        </>
      }
    />
  )
}
