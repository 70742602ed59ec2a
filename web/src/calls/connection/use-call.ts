import { isInRoom, type CallSession, type Side } from '@medconsult/contract'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import type { CallConnection } from './call-connection.ts'
import { learnOwnSide } from './call-switches.ts'
import { emptyView, type CallView } from './call-view.ts'
import { adoptCall, beginCall, releaseCall } from './open-calls.ts'
import { lockTab } from './tab-lock.ts'
import { forgetPeerId, newPeerId, recallPeerId } from './peer-id.ts'

export type Place = 'checking' | 'here' | 'elsewhere'
type Tab = ReturnType<typeof lockTab> & { hold: () => void }

const noSubscription = (): (() => void) => () => undefined
const readNothing = (): CallView => emptyView

/** This tab's end of the call while the page is mounted and the call is open. */
export function useCall(session: CallSession, side: Side) {
  const { id } = session
  const [call, setCall] = useState<CallConnection | null>(null)
  const [place, setPlace] = useState<Place>('checking')
  const view = useSyncExternalStore(call?.subscribe ?? noSubscription, call?.read ?? readNothing)
  const use = (next: CallConnection): void => {
    next.learn(session)
    setCall(next)
    setPlace('here')
  }
  const tab = useTab(session, side, use, () => setPlace('elsewhere'))
  useEffect(() => call?.learn(session), [call, session])

  return {
    call,
    view,
    place: view.elsewhere ? ('elsewhere' as const) : place,
    /** Takes the call over into this tab. */
    continueHere: async (): Promise<void> => {
      setPlace('checking')
      await learnOwnSide(id, () => tab.current === null)
      if (tab.current === null) return
      tab.current.hold()
      tab.current.takeOver()
      forgetPeerId(id)
      use(beginCall(id, side, newPeerId(), false))
    },
  }
}

/** Enters the call unless another tab or device has it. Null while this page is not in a call. */
function useTab(session: CallSession, side: Side, use: (call: CallConnection) => void, onElsewhere: () => void) {
  const { id } = session
  const inRoom = isInRoom(session.status)
  const current = useRef<Tab | null>(null)
  const registered = side === 'doctor' ? session.doctorPeerId : session.patientPeerId

  const isElsewhere = async (tab: Tab, isOver: () => boolean): Promise<boolean> => {
    if (await tab.isElsewhere()) return true
    return registered !== null && registered !== recallPeerId(id) && (await learnOwnSide(id, isOver))
  }
  const begin = useEffectEvent((): void => {
    const recalled = recallPeerId(id)
    use(beginCall(id, side, recalled ?? newPeerId(), recalled !== null && recalled === registered))
  })
  const enter = useEffectEvent(async (tab: Tab, isOver: () => boolean): Promise<void> => {
    const prepared = adoptCall(id)
    if (prepared) use(prepared)
    else {
      const elsewhere = await isElsewhere(tab, isOver)
      if (isOver()) return
      if (elsewhere) return onElsewhere()
      begin()
    }
    tab.hold()
  })
  useEffect(() => {
    if (!inRoom) return undefined
    let over = false
    let holds = false
    const lock = lockTab(
      id,
      () => holds,
      () => adoptCall(id)?.yieldToOther(),
    )
    const tab: Tab = { ...lock, hold: () => void (holds = true) }
    current.current = tab
    void enter(tab, () => over)
    return () => {
      over = true
      tab.close()
      current.current = null
      releaseCall(id)
    }
  }, [id, inRoom])
  return current
}
