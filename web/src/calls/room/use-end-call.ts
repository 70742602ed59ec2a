import { ApiError, type CallSession, type Side } from '@medconsult/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { media } from '../media/media.ts'
import type { CallConnection } from '../connection/call-connection.ts'

const TRY_AGAIN_MS = 2000

/** Ends the call: picture and sound stop at once, and the request is repeated until the server answers. */
export function useEndCall({ id, status }: CallSession, side: Side, call: CallConnection | null) {
  const client = useQueryClient()
  const [ending, setEnding] = useState(false)
  const [unreachable, setUnreachable] = useState(false)

  useEffect(() => {
    if (!ending) return undefined
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const sendEnd = async (): Promise<void> => {
      try {
        const ended = await (status === 'INVITED'
          ? side === 'doctor'
            ? api('cancelCall', { params: { id } })
            : api('declineCall', { params: { id } })
          : api(side === 'doctor' ? 'doctorEndCall' : 'patientEndCall', { params: { id } }))
        client.setQueryData(keys.call(id), ended)
      } catch (error) {
        if (over) return
        // A refusal means that the call is already over or has moved on: read it.
        if (error instanceof ApiError && error.problem && error.problem.status < 500 && error.problem.status !== 429)
          await client.invalidateQueries({ queryKey: keys.call(id) })
        else {
          setUnreachable(true)
          timer = setTimeout(() => void sendEnd(), TRY_AGAIN_MS)
        }
      }
    }
    void sendEnd()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [ending, id, side, status, client])

  return {
    ending,
    /** No request has reached the server so far. */
    unreachable,
    end: (): void => {
      call?.leave()
      call?.close()
      media.stop()
      setEnding(true)
    },
  }
}
