import { peerJs } from './peerjs/peerjs-adapter.ts'
import { fetchIceServers } from './transport/ice-servers.ts'

/**
 * Loads in advance what a call's connection needs: PeerJS while in the queue or the practice; once the call's id is known, its
 * STUN and TURN servers and an unused first connection, since a browser's first takes longer than the next.
 */
export function warmUpCall(callSessionId?: string): void {
  void peerJs.prefetch().catch(() => undefined)
  if (callSessionId === undefined) return
  void fetchIceServers(callSessionId)
  void openUnusedConnection()
}

async function openUnusedConnection(): Promise<void> {
  const pc = new RTCPeerConnection()
  pc.addTransceiver('audio')
  pc.addTransceiver('video')
  await pc.createOffer().catch(() => undefined)
  pc.close()
}
