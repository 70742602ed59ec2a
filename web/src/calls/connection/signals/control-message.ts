import { z } from '@medconsult/contract'

const description = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() })
const candidate = z.object({
  candidate: z.string(),
  sdpMid: z.string().nullable().optional(),
  sdpMLineIndex: z.int().nullable().optional(),
  usernameFragment: z.string().nullable().optional(),
})
export type Candidate = z.infer<typeof candidate>

/**
 * The payload of a RESTART signal, our own messages beside PeerJS's: a page's sleep, the patient's requests, and the ICE
 * restart of one media connection (`line` is its id; the name is kept for pages of other versions).
 */
export const ControlMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sleep'), asleep: z.boolean() }),
  z.object({ kind: z.literal('ask'), what: z.enum(['call', 'ice']), fresh: z.boolean() }),
  z.object({ kind: z.literal('description'), line: z.string(), round: z.int(), description }),
  z.object({ kind: z.literal('candidate'), line: z.string(), candidate }),
])
export type ControlMessage = z.infer<typeof ControlMessage>
export type IceRestartMessage = Extract<ControlMessage, { kind: 'description' | 'candidate' }>
