import { z } from '@medconsult/contract'

/** What an end sends now, announced over the connection itself, since a switched-off camera looks like a stalled one. */
const Sending = z.object({ microphone: z.boolean(), camera: z.boolean() })
export type Sending = z.infer<typeof Sending>

const SENDING_CHANNEL = 50

/** Opens the data channel on which both ends announce what they send. */
export function openSendingChannel(pc: RTCPeerConnection, onSending: (sending: Sending) => void) {
  let own: Sending = { microphone: false, camera: false }
  const channel = pc.createDataChannel('sending', { negotiated: true, id: SENDING_CHANNEL })
  const say = (): void => {
    if (channel.readyState === 'open') channel.send(JSON.stringify(own))
  }
  channel.addEventListener('open', say)
  channel.addEventListener('message', ({ data }) => {
    const sending = Sending.safeParse(parse(data))
    if (sending.success) onSending(sending.data)
  })
  return {
    /** Announces what this end sends from now on. */
    announce(sending: Sending): void {
      own = sending
      say()
    },
  }
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
