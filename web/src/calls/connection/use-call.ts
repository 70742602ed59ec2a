import { isInRoom, type CallSession, type Side } from '@medconsult/contract'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { emptyView, type CallView } from './call-view.ts'
import { learnOwnSide } from './call-switches.ts'
import type { CallConnection } from './call-connection.ts'
import { forgetPeerId, newPeerId, recallPeerId } from './transport/peer-id.ts'
import { adoptCall, beginCall, releaseCall } from './open-calls.ts'
import { guardTab } from './tab-lock.ts'

export type Place = 'checking' | 'here' | 'elsewhere'

const noSubscription = (): (() => void) => () => undefined
const readNothing = (): CallView => emptyView

/** This tab's end of the call, for as long as the page is there and the call goes on. */
export function useCall(session: CallSession, side: Side) {
  const { id } = session
  const inRoom = isInRoom(session.status)
  const [call, setCall] = useState<CallConnection | null>(null)
  const [place, setPlace] = useState<Place>('checking')
  const guard = useRef<ReturnType<typeof guardTab> | null>(null)
  const view = useSyncExternalStore(call?.subscribe ?? noSubscription, call?.read ?? readNothing)

  const registered = side === 'doctor' ? session.doctorPeerId : session.patientPeerId
  const use = (next: CallConnection): void => {
    next.learn(session)
    setCall(next)
    setPlace('here')
  }
  const begin = useEffectEvent(() => {
    const recalled = recallPeerId(id)
    use(beginCall(id, side, recalled ?? newPeerId(), recalled !== null && recalled === registered))
  })
  /** Another tab of this browser has the call, or another device; a page under the registered id has it itself. */
  const isElsewhere = useEffectEvent(async (tab: ReturnType<typeof guardTab>, isOver: () => boolean): Promise<boolean> => {
    if (await tab.isElsewhere()) return true
    return registered !== null && registered !== recallPeerId(id) && (await learnOwnSide(id, isOver))
  })
  const adopt = useEffectEvent((): CallConnection | null => {
    const prepared = adoptCall(id)
    if (prepared) use(prepared)
    return prepared
  })

  useEffect(() => {
    if (!inRoom) return undefined
    let over = false
    let holds = false
    const tab = guardTab(
      id,
      () => holds,
      () => adoptCall(id)?.yieldToOther(),
    )
    guard.current = tab
    const enter = async (): Promise<void> => {
      if (!adopt()) {
        const elsewhere = await isElsewhere(tab, () => over)
        if (over) return
        if (elsewhere) {
          setPlace('elsewhere')
          return
        }
        begin()
      }
      holds = true
    }
    void enter()
    guard.current = {
      ...tab,
      takeOver: () => {
        holds = true
        tab.takeOver()
      },
    }
    return () => {
      over = true
      tab.close()
      guard.current = null
      releaseCall(id)
    }
  }, [id, inRoom])

  useEffect(() => call?.learn(session), [call, session])

  return {
    call,
    view,
    place: view.elsewhere ? ('elsewhere' as const) : place,
    /** Goes on in this tab; the other one lets go. */
    continueHere: async (): Promise<void> => {
      setPlace('checking')
      await learnOwnSide(id, () => guard.current === null)
      if (guard.current === null) return
      guard.current.takeOver()
      forgetPeerId(id)
      use(beginCall(id, side, newPeerId(), false))
    },
  }
}
