import type { Candidate, IceRestartMessage } from '../signals/control-message.ts'
import type { PeerJsConnection } from '../peerjs/peerjs-adapter.ts'

/** ICE restarts of one connection, over our own messages: a second PeerJS offer would close it. */
export function iceRestarts(connection: PeerJsConnection, send: (message: IceRestartMessage) => void) {
  const { id, pc } = connection
  let round = 0
  let queue = Promise.resolve()
  const isOver = (): boolean => pc.signalingState === 'closed'

  /** Runs the steps one at a time, in the order they were requested. */
  const enqueue = (step: () => Promise<void>): void => {
    const before = queue
    queue = (async () => {
      await before
      if (!isOver()) await step().catch(() => undefined)
    })()
  }
  const takeOverCandidates = (): void => {
    if (round > 0) return
    connection.takeOverCandidates((found) => {
      if (!isOver()) send({ kind: 'candidate', line: id, candidate: found.toJSON() as Candidate })
    })
  }
  const sendDescription = async (local: RTCSessionDescriptionInit): Promise<void> => {
    await pc.setLocalDescription(local)
    send({ kind: 'description', line: id, round, description: { type: local.type as 'offer' | 'answer', sdp: local.sdp ?? '' } })
  }

  return {
    /** Starts an ICE restart; only the doctor's end does. */
    restart(config: RTCConfiguration): void {
      enqueue(async () => {
        takeOverCandidates()
        round += 1
        configure(pc, config)
        await sendDescription(await pc.createOffer({ iceRestart: true }))
      })
    },
    /** Handles the other end's messages of a restart; those of another connection are ignored. */
    receive(message: IceRestartMessage, config: () => Promise<RTCConfiguration>): void {
      if (message.line !== id) return
      enqueue(async () => {
        if (message.kind === 'candidate') return pc.addIceCandidate(message.candidate as RTCIceCandidateInit)
        if (message.description.type === 'answer') {
          if (message.round === round && pc.signalingState === 'have-local-offer') await pc.setRemoteDescription(message.description)
          return
        }
        takeOverCandidates()
        round = message.round
        configure(pc, await config())
        await pc.setRemoteDescription(message.description)
        await sendDescription(await pc.createAnswer())
      })
    },
  }
}

function configure(pc: RTCPeerConnection, config: RTCConfiguration): void {
  try {
    pc.setConfiguration(config)
  } catch {
    // The previous servers stay in use.
  }
}
