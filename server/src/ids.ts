import { randomBytes } from 'node:crypto'

/** Ids of one millisecond: the 12 bits before the variant count them. */
const PER_MS = 4096

/** UUIDs v7 (RFC 9562), each greater than the last of this process, so that rows of one commit keep their order. */
export function makeIds(now: () => Date): () => string {
  let ms = 0
  let count = 0
  return () => {
    const time = now().getTime()
    if (time > ms) {
      ms = time
      count = 0
    } else if (++count === PER_MS) {
      ms++
      count = 0
    }
    const time48 = ms.toString(16).padStart(12, '0')
    const bytes = randomBytes(8)
    bytes[0] = (bytes[0]! & 0x3f) | 0x80
    const tail = bytes.toString('hex')
    const counted = count.toString(16).padStart(3, '0')
    return `${time48.slice(0, 8)}-${time48.slice(8)}-7${counted}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
