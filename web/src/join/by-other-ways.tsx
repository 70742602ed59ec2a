import { pathOf, type JoinLook } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { signInPath } from '../session/return-path.ts'
import { t } from '../ui/words/text.ts'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import styles from './door.module.css'
import { OpenNow } from './open-now.tsx'

/** A practice whose link lets nobody in: only personal links do. */
export function InvitedOnly({ look }: { look: JoinLook }) {
  return (
    <>
      <CallTheClinic />
      <OpenNow open={look.open} />
    </>
  )
}

/** A practice for people who sign in. */
export function AccountsOnly({ path }: { path: string }) {
  const { search } = new URL(signInPath(path), window.location.href)
  return (
    <div className={styles.actions}>
      <Button component={Link} to={signInPath(path)} size="lg" fullWidth>
        {t('enter.signIn.do')}
      </Button>
      <Button component={Link} to={pathOf('register') + search} size="lg" fullWidth variant="default">
        {t('enter.register.title')}
      </Button>
    </div>
  )
}
