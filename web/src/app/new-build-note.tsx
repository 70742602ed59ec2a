import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useIsReloadHeld } from '../session/reload-hold.ts'
import { useLive } from '../server/live.ts'
import { useIsOld } from './new-build.ts'
import styles from './return-to-call.module.css'
import { Icon } from '../ui/art/icon.tsx'

/** On a page of an older build, while nothing is at stake and there is a server to load it from: the way to the new one. */
export function NewBuildNote() {
  const isOld = useIsOld()
  const isAtStake = useIsReloadHeld()
  const live = useLive()
  if (!isOld || isAtStake || live === 'offline') return null
  return (
    <aside className={styles.way} data-tone="quiet" aria-label="New version">
      <Icon of={IconRefresh} size={22} />
      <p>There is a new version of this page. Nothing is lost when you load it.</p>
      <Button variant="default" size="sm" onClick={() => window.location.reload()}>
        Load the new version
      </Button>
    </aside>
  )
}
