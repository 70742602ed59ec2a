import { isInQueue, pages, REMIND_AGAIN_SECONDS } from '@medconsult/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useMatch } from 'react-router'
import { serverNow } from '../../server/clock.ts'
import { livePlace, useOwnPlaces, visitQuery } from '../../schedules/patient-schedules.ts'
import { useTitle } from '../../ui/page/title.ts'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { showNotice, useNotice, type VisitNotice } from './visit-notice.ts'
import { lastAsk } from './last-ask.ts'
import { ringToGetReady } from './ring-sound.ts'
import { showSystemNotice } from './system-notice.ts'
import { t } from '../../ui/words/text.ts'

/**
 * On every page: rings when a doctor asks to get ready in any place, and keeps it in the tab's title until Ready is on,
 * also if the page polls or was closed meanwhile. A notice for a waiting patient goes once they no longer wait.
 */
export function useReminder(): void {
  const notice = useNotice()
  const here = useMatch(pages.visit.path)?.params.scheduleId ?? null
  const watched = notice?.scheduleId ?? here
  const { data } = useQuery({ ...visitQuery(watched ?? ''), enabled: watched !== null })
  const entry = data && data.id === watched ? livePlace(data) : null
  const waits = entry?.status === 'WAITING'
  const places = useOwnPlaces()
  const ask = lastAsk(data && data.id === watched ? [data, ...places.filter(({ id }) => id !== watched)] : places)
  const words = ask && t('invitation.asksToGetReady', { doctor: shortDoctor(ask.doctorName) })
  const asked = ask?.at ?? null
  useTitle(words, true)

  const ring = useEffectEvent((at: string | null) => {
    if (at === null || words === null || serverNow() - Date.parse(at) > REMIND_AGAIN_SECONDS * 1000) return undefined
    const silence = ringToGetReady()
    const remove = showSystemNotice(words, t('invitation.notice.openReady'))
    return () => {
      silence()
      remove()
    }
  })
  useEffect(() => ring(asked), [asked])

  const held = useRef<VisitNotice | null>(null)
  useEffect(() => {
    if (waits) held.current = notice
    // The notice may arrive before the state that it is about.
    else if (notice && (held.current === notice || (entry && !isInQueue(entry.status)))) showNotice(null)
  }, [notice, waits, entry])
}
