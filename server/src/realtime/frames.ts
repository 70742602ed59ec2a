const LENGTH = 0x7f
const MASKED = 0x80
/** In a frame's second byte: its length follows in so many bytes. */
const LONGER: Readonly<Record<number, number>> = { 126: 2, 127: 8 }
const MASK_BYTES = 4

/**
 * Counts the frames of a websocket as its bytes arrive, in whatever pieces: answers how many begin in these. Frames of
 * every kind, also pings and the parts of a message, and nothing of what is in them (RFC 6455, 5.2).
 */
export function makeFrameCounter(): (bytes: Buffer) => number {
  /** Of the frame that is under way: what has come of its head, and what is still to come of its mask and payload. */
  let head: number[] = []
  let left = 0

  /** Its mask and payload; null while the head is not whole. */
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
