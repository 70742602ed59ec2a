import type { ReconnectEvent } from '../reconnect-state.ts'
import type { IceRestartMessage } from '../signals/control-message.ts'
import { iceRestarts } from './ice-restart.ts'
import { firstTracks, ownSenders } from './own-tracks.ts'
import type { PeerJsConnection } from '../peerjs/peerjs-adapter.ts'
import { openSendingChannel, type Sending } from './sending-channel.ts'

export type LinkState = Extract<ReconnectEvent, { type: 'link' }>['state']

export interface MediaConnectionOptions {
  /** What this end sends first. */
  readonly devices: MediaStream | null
  readonly send: (message: IceRestartMessage) => void
  readonly onLink: (state: LinkState) => void
  readonly onRemote: (stream: MediaStream) => void
  readonly onSending: (sending: Sending) => void
  /** Offer and answer have been exchanged, as far as this end knows. */
  readonly onAgreed: () => void
}

export type MediaConnection = ReturnType<typeof openMediaConnection>

/** One connection between the two ends, from PeerJS's call or answer (`establish`) until it is hung up. */
export function openMediaConnection(establish: (stream: MediaStream) => PeerJsConnection, options: MediaConnectionOptions) {
  const first = firstTracks(options.devices)
  const connection = establish(first.stream)
  const { id, pc } = connection
  const senders = ownSenders(pc, first.missing)
  let over = false
  let remote: MediaStream | null = null
  let theySend: Sending | null = null

  const channel = openSendingChannel(pc, (sending) => {
    if (over) return
    theySend = sending
    options.onSending(sending)
  })
  const end = (): void => {
    if (over) return
    over = true
    first.release()
    connection.close()
  }
  followStates(pc, { ...options, isOver: () => over, onConnected: senders.tune })
  connection.onClosed(() => {
    if (over) return
    end()
    options.onLink('closed')
  })
  connection.onStream((stream) => {
    if (over) return
    remote = stream
    options.onRemote(stream)
  })

  return {
    id,
    pc,
    end,
    ...iceRestarts(connection, options.send),
    /** Sends these devices from now on, and announces it to the other end. */
    useDevices(devices: MediaStream | null, sending: Sending): void {
      senders.use(devices)
      channel.announce(sending)
    },
    /** Reports the current state again, since it may have changed while this connection was only prepared. */
    reportAgain(): void {
      if (over || !remote) return
      if (pc.signalingState === 'stable') options.onAgreed()
      if (pc.connectionState === 'connected') options.onLink('up')
      options.onRemote(remote)
      if (theySend) options.onSending(theySend)
    },
  }
}

type Follower = Pick<MediaConnectionOptions, 'onLink' | 'onAgreed'> & { isOver: () => boolean; onConnected: () => Promise<void> }

function followStates(pc: RTCPeerConnection, { onLink, onAgreed, isOver, onConnected }: Follower): void {
  pc.addEventListener('connectionstatechange', () => {
    if (isOver()) return
    if (pc.connectionState === 'connected') {
      onLink('up')
      void onConnected()
    } else if (pc.connectionState === 'disconnected') onLink('down')
    else if (pc.connectionState === 'failed') onLink('failed')
  })
  pc.addEventListener('signalingstatechange', () => {
    if (!isOver() && pc.signalingState === 'stable') onAgreed()
  })
}
