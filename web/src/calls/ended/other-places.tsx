import { pathOf, type PatientSchedule } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useJoinSchedule, usePolling } from '../../server/live.ts'
import { livePlace, useOwnPlaces, visitQuery } from '../../schedules/patient-schedules.ts'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { t } from '../../ui/words/text.ts'

/** After a call: the places that its patient holds in other queues, and the way to each. */
export function OtherPlaces({ scheduleId }: { scheduleId: string }) {
  const others = useOwnPlaces().filter((it) => it.id !== scheduleId && livePlace(it)?.status !== 'IN_CALL')
  return others.map((schedule) => <StillThere key={schedule.id} schedule={schedule} />)
}

function StillThere({ schedule }: { schedule: PatientSchedule }) {
  useJoinSchedule(schedule.id)
  const { data } = useQuery({ ...visitQuery(schedule.id), ...usePolling('queue') })
  if (!data?.position) return null
  return (
    <>
      <p role="status">{t('ended.other.still', { position: data.position, doctor: shortDoctor(schedule.doctorName) })}</p>
      <Button component={Link} to={pathOf('visit', { scheduleId: schedule.id })}>
        {t('ended.other.to')}
      </Button>
    </>
  )
}
