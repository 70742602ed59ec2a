export type Quality = 'good' | 'fair' | 'poor'

/** Counters of what has arrived, sound and picture together. */
export interface InboundStats {
  readonly packets: number
  readonly lost: number
  readonly roundTripMs: number | null
}

/** Points for a percentage of lost packets (Jitsi's ConnectionQuality.ts). */
export function pointsOf(lossPercent: number): number {
  if (lossPercent <= 2) return 100
  if (lossPercent <= 4) return 70
  if (lossPercent <= 6) return 50
  if (lossPercent <= 8) return 30
  return lossPercent <= 12 ? 10 : 0
}

/** The points after `seconds`: they drop at once and rise by 2 a second, so that the shown word does not flicker. */
export function nextPoints(points: number, before: InboundStats, after: InboundStats, seconds: number): number {
  const lost = Math.max(0, after.lost - before.lost)
  const expected = Math.max(0, after.packets - before.packets) + lost
  if (expected === 0) return points
  const slow = after.roundTripMs !== null && after.roundTripMs > 500 ? 30 : 0
  const now = Math.max(0, pointsOf((100 * lost) / expected) - slow)
  return Math.min(now, points + 2 * seconds)
}

export const qualityOf = (points: number): Quality => (points >= 65 ? 'good' : points >= 30 ? 'fair' : 'poor')

/** What has arrived over this connection so far. */
export async function readInbound(pc: RTCPeerConnection): Promise<InboundStats & { sound: number; frames: number; checks: number }> {
  let packets = 0
  let lost = 0
  let sound = 0
  let frames = 0
  let checks = 0
  let roundTripMs: number | null = null
  for (const report of (await pc.getStats()).values() as Iterable<Record<string, unknown>>) {
    const count = (key: string): number => (typeof report[key] === 'number' ? report[key] : 0)
    if (report['type'] === 'inbound-rtp') {
      packets += count('packetsReceived')
      lost += count('packetsLost')
      if (report['kind'] === 'audio') sound += count('packetsReceived')
      else frames += count('framesDecoded')
    } else if (report['type'] === 'candidate-pair') {
      checks += count('requestsReceived') + count('responsesReceived')
      if (report['nominated'] === true && typeof report['currentRoundTripTime'] === 'number')
        roundTripMs = report['currentRoundTripTime'] * 1000
    }
  }
  return { packets, lost, roundTripMs, sound, frames, checks }
}
