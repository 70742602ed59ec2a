import type { ConsentText } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConsentSheetProps } from '../consent/consent-sheet.tsx'
import { api, isRefusal } from '../server/api.ts'
import { keys } from '../server/keys.ts'

interface Asked {
  readonly scheduleId: string
  readonly text: ConsentText
}

/** Joins a schedule's queue; joining again keeps the place. Where the clinic asks for consent first, `consent` is its open sheet. */
export function useJoinQueue(onJoined: (scheduleId: string) => void = () => undefined) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const join = useMutation({
    mutationFn: async ({ scheduleId, version }: { scheduleId: string; version?: number }) => {
      if (version !== undefined) await api('giveConsent', { body: { version } })
      return api('joinQueue', { params: { id: scheduleId } })
    },
    onSuccess: (_, { scheduleId }) => {
      setAsked(null)
      onJoined(scheduleId)
    },
    onError: (error, { scheduleId }) => {
      const text = isRefusal(error, 'CONSENT_NEEDED') ? error.problem?.consent : undefined
      if (text !== undefined) setAsked({ scheduleId, text })
    },
    onSettled: (_data, _error, { scheduleId }) =>
      Promise.all([keys.visit(scheduleId), keys.browse, keys.consent].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  const error = isRefusal(join.error, 'CONSENT_NEEDED') ? null : join.error
  const consent: ConsentSheetProps = {
    text: asked?.text ?? null,
    onAgree: () => asked && join.mutate({ scheduleId: asked.scheduleId, version: asked.text.version }),
    onClose: () => setAsked(null),
    busy: join.isPending,
    error: asked === null ? null : error,
  }
  return {
    mutate: (scheduleId: string) => join.mutate({ scheduleId }),
    isPending: join.isPending,
    /** Why it was refused, unless the sheet says so. */
    error: asked === null ? error : null,
    consent,
  }
}
