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
import { t } from '../ui/words/text.ts'

/** Replaces any page after somebody else has signed in in the same browser. */
export function OtherLogin({ name }: { name: string }) {
  useTitle(`${t('page.title.otherLogin')} · MedConsult`)
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  useEffect(() => media.stop(), [])
  return (
    <SoloPage
      art={<BrokenThread />}
      title={t('page.otherLogin.title')}
      lead={t('page.otherLogin.lead', { name })}
      actions={
        <>
          {/* A page that is loaded again asks who is signed in. */}
          <Button size="lg" onClick={() => window.location.assign(pathOf('browse'))}>
            {t('page.otherLogin.goOn')}
          </Button>
          <Button
            size="lg"
            variant="default"
            onClick={() => void navigate(signInPath(pathname + search), { state: { switches: true } satisfies SignInState })}
          >
            {t('page.otherLogin.signIn', { name })}
          </Button>
        </>
      }
    />
  )
}
