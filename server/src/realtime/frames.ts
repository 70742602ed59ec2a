const LENGTH = 0x7f
const MASKED = 0x80
/** Values of a frame's second byte that announce an extended length. */
const LONGER: Readonly<Record<number, number>> = { 126: 2, 127: 8 }
const MASK_BYTES = 4

/**
 * Counts the frames of a websocket as its bytes arrive, however they are split; returns how many begin in these bytes.
 * Counts frames of every kind, including pings and fragments, without reading their payload (RFC 6455, 5.2).
 */
export function makeFrameCounter(): (bytes: Buffer) => number {
  /** The current frame: the part of its header received so far, and the bytes of mask and payload still to come. */
  let head: number[] = []
  let left = 0

  /** Length of mask and payload; null while the header is incomplete. */
  const restOf = (): number | null => {
    const [, second] = head
    if (second === undefined) return null
    const more = LONGER[second & LENGTH] ?? 0
    if (head.length < 2 + more) return null
    const length = more === 0 ? second & LENGTH : head.slice(2).reduce((sum, byte) => sum * 256 + byte, 0)
    return length + (second & MASKED ? MASK_BYTES : 0)
  }

  return (bytes) => {
    let frames = 0
    for (let at = 0; at < bytes.length;) {
      if (left > 0) {
        const passed = Math.min(left, bytes.length - at)
        left -= passed
        at += passed
        continue
      }
      head.push(bytes[at++]!)
      const rest = restOf()
      if (rest === null) continue
      frames++
      left = rest
      head = []
    }
    return frames
  }
}
