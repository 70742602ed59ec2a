import { isInQueue, isLive, pathOf, type CallSession, type PatientScheduleDetail, type Side } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconPhoneOff, IconVideoFilled } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useNavigate, useOutletContext } from 'react-router'
import { api } from '../../server/api.ts'
import { useLastAnswer } from '../../server/as-of.ts'
import { useNow } from '../../server/clock.ts'
import { keys } from '../../server/keys.ts'
import { useJoinSchedule, useLive, usePolling } from '../../server/live.ts'
import { nextOf, whoAskedAgain } from '../../queue/next-patient.ts'
import { usePendingRemovals } from '../../queue/pending-removals.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { useTitle } from '../../ui/page/title.ts'
import { useOwnPlaces, visitQuery } from '../../schedules/patient-schedules.ts'
import { AppShell } from '../../ui/shell/app-shell.tsx'
import { DoneRing } from '../../ui/art/done-ring.tsx'
import { EmergencyNote } from '../../ui/emergency-note.tsx'
import { waited } from '../../ui/words/format.ts'
import type { HeaderProps } from '../../ui/shell/header.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { NextPatient } from './next-patient-card.tsx'
import { Note } from '../../ui/note.tsx'
import { Ring } from '../../ui/art/ring.tsx'
import { SoloPage } from '../../ui/page/solo-page.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { AskAgain } from './ask-again.tsx'
import { AskedToReturn } from './asked-to-return.tsx'
import { endedBecause, endedTitle, neverBegan, whatNow } from './call-words.ts'
import { media } from '../media/media.ts'
import { OtherPlaces } from './other-places.tsx'
import { inviteToCall } from '../connection/open-calls.ts'
import { Rich } from '../../ui/words/rich.tsx'
import { t } from '../../ui/words/text.ts'

/** After the call: how long it was, and what comes next. */
export function Ended({ session, side }: { session: CallSession; side: Side }) {
  const header = useOutletContext<HeaderProps | undefined>()
  const live = useLive()
  const asOf = useLastAnswer()
  const other = side === 'doctor' ? session.patientName : session.doctorName
  const was = session.status === 'ENDED'
  const title = was ? endedTitle(session) : neverBegan(session.status, side, other)
  useTitle(title)
  useEffect(() => media.stopUnlessHeld(), [])
  const place = useQuery({
    ...visitQuery(session.scheduleId),
    ...usePolling('schedule'),
    enabled: side === 'patient',
  }).data
  const because = was ? endedBecause(session.endReason, side, other) : null

  return (
    <AppShell {...(header ?? { pages: [] })} live={live} asOf={asOf} footer={side === 'patient' ? <EmergencyNote /> : undefined}>
      <SoloPage
        art={
          session.activatedAt ? (
            <DoneRing />
          ) : (
            <Ring fraction={1} colour="waiting" size={92} stroke={5}>
              <Icon of={IconPhoneOff} size={40} />
            </Ring>
          )
        }
        title={title}
        lead={
          <>
            {because && `${because} `}
            <Rich text={session.activatedAt ? 'ended.lead.met' : 'ended.lead.missed'} other={other} b={(inner) => <b>{inner}</b>} />
            {side === 'patient' && <WhatNow session={session} place={place} />}
          </>
        }
        about={session.id}
        actions={side === 'patient' && <PatientActions place={place} />}
        {...(side === 'patient' && place && { foot: <AskAgain schedule={place} /> })}
      >
        {side === 'doctor' ? <DoctorNext session={session} /> : <OtherPlaces scheduleId={session.scheduleId} />}
      </SoloPage>
    </AppShell>
  )
}

/** What the patient should do now, after why the call is over. */
function WhatNow({ session, place }: { session: CallSession; place: PatientScheduleDetail | undefined }) {
  const hasOtherPlace = useOwnPlaces().some((it) => it.id !== session.scheduleId)
  const words = place && whatNow(session, place.queueEntry, hasOtherPlace)
  return words && ` ${words}`
}

function PatientActions({ place }: { place: PatientScheduleDetail | undefined }) {
  if (place?.queueEntry && isLive(place.queueEntry.status))
    return (
      <Button component={Link} to={pathOf('visit', { scheduleId: place.id })}>
        {t('ended.toPlace')}
      </Button>
    )
  return (
    <Button variant="default" component={Link} to={pathOf('browse')}>
      {t('ended.allDoctors')}
    </Button>
  )
}

/** The first patient who is ready, one click from the call. */
function DoctorNext({ session }: { session: CallSession }) {
  const { scheduleId } = session
  const navigate = useNavigate()
  const now = useNow(10_000)
  useJoinSchedule(scheduleId)
  const queue = useQuery({
    queryKey: [...keys.queue(scheduleId), 'next'],
    queryFn: ({ signal }) => api('viewQueue', { params: { id: scheduleId } }, signal),
    ...usePolling('queue'),
  }).data
  const waiting = (queue ?? []).filter((entry) => isInQueue(entry.status))
  const next = nextOf(waiting, now, usePendingRemovals())
  const start = useMutation({
    mutationFn: (patientId: string) => inviteToCall(scheduleId, patientId),
    onSuccess: () => navigate(pathOf('practiceRoom', { scheduleId })),
  })
  const problem = useRefusalWords(start.error)
  return (
    <>
      {next && (
        <NextPatient
          number={waiting.indexOf(next) + 1}
          name={next.patientName}
          here={next.online}
          detail={waited(next.joinedAt, now)}
          action={
            <WorkButton
              size="lg"
              fullWidth
              leftSection={<Icon of={IconVideoFilled} size={22} />}
              busy={start.isPending}
              busyLabel={t('ended.next.calling', { patient: next.patientName })}
              onClick={() => start.mutate(next.patientId)}
            >
              {t('ended.next.call', { patient: next.patientName })}
            </WorkButton>
          }
        />
      )}
      {problem !== null && (
        <Note tone="danger" role="alert">
          {problem}
        </Note>
      )}
      <AskedToReturn scheduleId={scheduleId} entries={whoAskedAgain(queue ?? [])} />
      <Button
        variant={next || !queue ? 'subtle' : 'filled'}
        component={Link}
        to={pathOf('practiceRoom', { scheduleId })}
        leftSection={<Icon of={IconArrowLeft} />}
      >
        {t('ended.toQueue')}
      </Button>
    </>
  )
}
