import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../server/keys.ts'
import { useTitle } from '../ui/page/title.ts'
import { EmptyThread } from '../ui/art/empty-thread.tsx'
import { Icon } from '../ui/art/icon.tsx'
import { SoloPage } from '../ui/page/solo-page.tsx'
import { t } from '../ui/words/text.ts'

const LOOK_EVERY_MS = 15_000

/** A doctor whose account the clinic has not approved yet; checks again automatically. */
export function AwaitingApproval() {
  useTitle(`${t('enter.awaiting.tab')} · MedConsult`)
  const client = useQueryClient()
  const looking = useIsFetching({ queryKey: keys.doctorSchedules }) > 0
  const look = () => void client.invalidateQueries({ queryKey: keys.doctorSchedules })
  useEffect(() => {
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: keys.doctorSchedules }), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [client])
  return (
    <SoloPage
      art={<EmptyThread />}
      title={t('enter.awaiting.title')}
      lead={t('enter.awaiting.lead')}
      actions={
        <Button size="lg" leftSection={<Icon of={IconRefresh} size={22} />} onClick={look} aria-busy={looking}>
          {t('enter.awaiting.look')}
        </Button>
      }
    />
  )
}
