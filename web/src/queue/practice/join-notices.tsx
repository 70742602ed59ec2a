import type { DoctorQueueEntry } from '@medconsult/contract'
import { IconUserPlus } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { play } from '../../calls/invitation/sound.ts'
import { sharedStorage } from '../../server/browser-storage.ts'
import { useToast } from '../../ui/dialog/toasts.tsx'
import { Rich } from '../../ui/words/rich.tsx'
import { t } from '../../ui/words/text.ts'
import { arrivals, returns, type QueueSections } from './queue-view.ts'

const G5 = 783.99
const KEY = 'medconsult.arrival-sound'
const AT_MOST_EVERY_MS = 10_000

/** The stored setting "Sound on arrival". */
export function useJoinSound(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => sharedStorage.read(KEY) !== 'off')
  const change = (next: boolean) => {
    setOn(next)
    sharedStorage.write(KEY, next ? 'on' : 'off')
  }
  return [on, change]
}

/** Announces everybody who joins or asks to come back: a toast each, and a sound at most every ten seconds. */
export function useJoinNotices(
  entries: readonly DoctorQueueEntry[] | undefined,
  { live, askedAgain }: Pick<QueueSections, 'live' | 'askedAgain'>,
  sound: boolean,
): void {
  const toast = useToast()
  const before = useRef<readonly DoctorQueueEntry[] | null>(null)
  const lastNote = useRef(Number.NEGATIVE_INFINITY)
  const compare = useEffectEvent((now: readonly DoctorQueueEntry[]) => {
    const came = arrivals(before.current, live)
    const back = returns(before.current, askedAgain)
    before.current = now
    for (const { patientName, place } of came) {
      toast({
        text: <Rich text="practice.toast.joined" name={patientName} b={(who) => <b>{who}</b>} />,
        detail: t('practice.toast.place', { place }),
        icon: IconUserPlus,
        kind: 'joined',
        many: (count) => t('practice.toast.joinedMany', { count }),
      })
    }
    for (const { patientName } of back) {
      toast({
        text: <Rich text="practice.toast.back" name={patientName} b={(who) => <b>{who}</b>} />,
        icon: IconUserPlus,
        kind: 'returns',
        many: (count) => t('practice.toast.backMany', { count }),
      })
    }
    if (came.length + back.length === 0 || !sound || performance.now() - lastNote.current < AT_MOST_EVERY_MS) return
    lastNote.current = performance.now()
    play([{ hertz: G5, at: 0, seconds: 0.12 }])
  })
  useEffect(() => {
    if (entries) compare(entries)
  }, [entries])
}
