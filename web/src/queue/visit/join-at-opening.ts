import type { PatientScheduleDetail } from '@medconsult/contract'
import { useEffect, useEffectEvent } from 'react'
import { useWakeLock } from '../../calls/media/wake-lock.ts'
import { tabStorage } from '../../server/browser-storage.ts'
import { useMe } from '../../session/me.ts'
import { useJoinQueue } from '../join-queue.ts'

const KEY = 'medconsult.waits-for-opening'

/** A guest who came early joins when the queue opens, by this page; a reload in between keeps that. True while they wait for it. */
export function useJoinAtOpening({ id, status, queueEntry }: PatientScheduleDetail): boolean {
  const isGuest = useMe().kind === 'GUEST'
  const { mutate } = useJoinQueue()
  const waits = isGuest && status === 'UPCOMING'
  useWakeLock(waits)
  useEffect(() => {
    if (waits) tabStorage.write(KEY, id)
  }, [waits, id])
  const joinIfAwaited = useEffectEvent(() => {
    if (tabStorage.read(KEY) !== id) return
    tabStorage.write(KEY, null)
    mutate(id)
  })
  const isOpen = isGuest && status === 'ONLINE' && queueEntry === null
  useEffect(() => {
    if (isOpen) joinIfAwaited()
  }, [isOpen])
  return waits
}
