import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useIsReloadHeld } from '../session/reload-hold.ts'
import { isReached, useLive } from '../server/live.ts'
import { useIsOld } from './new-build.ts'
import styles from './return-to-call.module.css'
import { Icon } from '../ui/art/icon.tsx'
import { t } from '../ui/words/text.ts'

/** Offers the new build on a page of an older one, while no reload is held back and the server can be reached. */
export function NewBuildNote() {
  const isOld = useIsOld()
  const isAtStake = useIsReloadHeld()
  const reached = isReached(useLive())
  if (!isOld || isAtStake || !reached) return null
  return (
    <aside className={styles.way} data-tone="quiet" aria-label={t('page.newBuild.label')}>
      <Icon of={IconRefresh} size={22} />
      <p>{t('page.newBuild.lead')}</p>
      <Button variant="default" size="sm" onClick={() => window.location.reload()}>
        {t('page.newBuild.load')}
      </Button>
    </aside>
  )
}
