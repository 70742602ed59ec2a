import { z } from '@medconsult/contract'
import type { SignalMessage } from '@medconsult/contract'

/** One page at one end of a call: `life` counts how often this tab has loaded it under the same peer id. */
const Incarnation = z.object({ peerId: z.string(), life: z.int() })
export type Incarnation = z.infer<typeof Incarnation>

type Message = Omit<SignalMessage, 'src'>

/** The message, stamped with the page that sends it. */
export const stamped = (message: Message, by: Incarnation): Message => ({
  ...message,
  payload: { ...(message.payload as object | undefined), by },
})

/**
 * Whether a signal still counts, and the other end's incarnation after it (`theirs`; null: unknown); `theirId` is its
 * registered peer id. A page's LEAVE may arrive after the first message of its next incarnation. A signal without a stamp,
 * from another program, counts.
 */
export function judgeSignal(
  theirs: Incarnation | null,
  theirId: string | null,
  { type, payload }: Message,
): { counts: boolean; theirs: Incarnation | null } {
  const stamp = Incarnation.safeParse((payload as { by?: unknown } | undefined)?.by)
  if (!stamp.success) return { counts: true, theirs }
  const by = stamp.data
  if (theirs && theirs.peerId === by.peerId && by.life < theirs.life) return { counts: false, theirs }
  if (type !== 'LEAVE') return { counts: true, theirs: by }
  if (by.peerId !== theirId) return { counts: false, theirs }
  return { counts: true, theirs: { ...by, life: by.life + 1 } }
}
