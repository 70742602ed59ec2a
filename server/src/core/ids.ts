import { randomFillSync } from 'node:crypto'

/** Ids per millisecond, counted in the 12 bits before the variant. */
const PER_MS = 4096

/** Random bytes are fetched in bulk, 8 per id, since a system call for each would cost more than the rest. */
const POOL = 4096

export interface Ids {
  readonly newId: () => string
  /** Makes all further ids greater than this one, which another process may have created by another clock. */
  readonly follow: (id: string) => void
}

/** UUIDv7 (RFC 9562), each greater than the last of this process, so that rows of one commit keep their order. */
export function makeIds(now: () => Date): Ids {
  let ms = 0
  let count = 0
  const random = Buffer.alloc(POOL)
  let used = POOL
  const newId = (): string => {
    const time = now().getTime()
    if (time > ms) {
      ms = time
      count = 0
    } else if (++count === PER_MS) {
      ms++
      count = 0
    }
    const time48 = ms.toString(16).padStart(12, '0')
    if (used === POOL) {
      randomFillSync(random)
      used = 0
    }
    random[used] = (random[used]! & 0x3f) | 0x80
    const tail = random.toString('hex', used, (used += 8))
    const counted = count.toString(16).padStart(3, '0')
    return `${time48.slice(0, 8)}-${time48.slice(8)}-7${counted}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
  const follow = (id: string): void => {
    const [time, counted] = [Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16), Number.parseInt(id.slice(15, 18), 16)]
    if (time > ms || (time === ms && counted > count)) [ms, count] = [time, counted]
  }
  return { newId, follow }
}
