import { pathOf, type User } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconVideoFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useMatch } from 'react-router'
import { callStatusQuery, isAnotherWindows } from '../calls/call-status.ts'
import { doctorSchedulesQuery, openPractice } from '../schedules/doctor-schedules.ts'
import { usePolling } from '../server/live.ts'
import { browseQuery } from '../schedules/patient-schedules.ts'
import { queueQuery } from '../queue/practice/doctor-queue.ts'
import styles from './return-to-call.module.css'
import { Icon } from '../ui/art/icon.tsx'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

/** The way back into an open call, on every other page. */
export function ReturnToCall({ me }: { me: User }) {
  return me.role === 'DOCTOR' ? <DoctorsWay /> : <PatientsWay />
}

function PatientsWay() {
  const { data } = useQuery({ ...browseQuery, ...usePolling('schedule') })
  const entry = data?.find((it) => it.queueEntry?.status === 'IN_CALL')
  const isHome = useMatch(pathOf('browse')) !== null
  return <Way callSessionId={entry?.queueEntry?.callSessionId} name={entry?.doctorName} isFirst={isHome} />
}

function DoctorsWay() {
  const { data: schedules } = useQuery(doctorSchedulesQuery)
  const open = schedules ? openPractice(schedules) : null
  const { data: entries } = useQuery({ ...queueQuery(open?.id ?? ''), ...usePolling('queue'), enabled: open !== null })
  const entry = entries?.find((it) => it.status === 'IN_CALL')
  const callSessionId = entry?.callSessionId ?? null
  // Not polled: a request about a call counts as being in it.
  const { data: call } = useQuery({ ...callStatusQuery(callSessionId ?? ''), enabled: callSessionId !== null })
  return <Way callSessionId={callSessionId} name={entry?.patientName} elsewhere={call !== undefined && isAnotherWindows(call)} />
}

type WayProps = {
  callSessionId: string | null | undefined
  name: string | undefined
  elsewhere?: boolean
  /** What the page is there for now: its one filled button. */
  isFirst?: boolean
}

function Way({ callSessionId, name, elsewhere = false, isFirst = false }: WayProps) {
  if (!callSessionId) return null
  return (
    <aside className={styles.way} aria-label={t('page.openCall.label')}>
      <Icon of={IconVideoFilled} size={22} />
      <p>
        <Rich text={elsewhere ? 'page.openCall.elsewhere' : 'page.openCall.here'} name={name ?? ''} b={(words) => <b>{words}</b>} />
      </p>
      <Button component={Link} to={pathOf('call', { callSessionId })} variant={isFirst ? 'filled' : 'default'} size="sm">
        {t('page.openCall.back')}
      </Button>
    </aside>
  )
}
