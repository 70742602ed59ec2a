import type { Side } from '@medconsult/contract'
import { media } from '../media/media.ts'
import { recallSwitches, rememberSwitches, switchReporter } from './call-switches.ts'
import type { MediaConnection } from './transport/media-connection.ts'

/** Camera and microphone of one end of a call: held by a doctor from the invitation on, by both once they are in it. */
export class CallDevices {
  private readonly callSessionId: string
  private readonly reportSwitches: ReturnType<typeof switchReporter>
  private readonly releases: (() => void)[] = []
  private entered = false
  private released = false

  constructor(callSessionId: string, side: Side) {
    this.callSessionId = callSessionId
    this.reportSwitches = switchReporter(callSessionId, () => this.released)
    if (side === 'doctor') this.releases.push(media.hold())
  }

  /** The person is in the call: starts their devices, except what they had switched off. */
  enter(): void {
    this.releases.push(media.hold(true))
    this.entered = true
    const kept = recallSwitches(this.callSessionId)
    if (media.read().status === 'off' || !kept.microphoneOn || !kept.cameraOn) void media.start(kept)
  }

  /** Sends the current devices over this connection, and remembers what is switched off. */
  useFor(connection: MediaConnection | null): void {
    const { status, stream, microphoneOn, cameraOn } = media.read()
    // Devices also stop with their page or login; then the person has not switched them off.
    if (status === 'off') return
    rememberSwitches(this.callSessionId, { microphoneOn, cameraOn })
    if (this.entered) this.reportSwitches({ microphoneOn, cameraOn })
    const microphone = microphoneOn && stream?.getAudioTracks().length === 1
    connection?.useDevices(stream, { microphone, camera: stream?.getVideoTracks().length === 1 })
  }

  release(): void {
    this.released = true
    for (const release of this.releases) release()
  }
}
