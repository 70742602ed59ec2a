import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What one process says to the others through a place that strangers might read or write. */
export interface Seal {
  /** As it may stand there: which run of a process says it, and the rest for nobody but this installation. */
  close(entry: Entry): Entry
  /** What was closed; null where it is not ours, not whole, too old, or was opened before. */
  open(found: Entry): Entry | null
}

type Entry = Readonly<Record<string, string>>

interface SealOptions {
  /** 32 bytes for one purpose and salt, the same in every process of the installation. */
  readonly derive: (purpose: string, salt: Buffer) => Buffer
  /** What is closed for one place does not open in another. */
  readonly place: string
  readonly now: () => Date
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const RUN_BYTES = 16
/** Far above what clocks differ by; a process that has just begun opens nothing older again. */
const OLDEST_MS = 600_000
/** Runs remembered at once; the oldest are forgotten first. */
const RUNS = 1000

interface Run {
  readonly key: Buffer
  /** The number of its newest entry: an entry of this number or a smaller one is a repetition. */
  last: number
}

/** Each run of a process has a key of its own, so that random nonces never get near the number that one key may serve. */
export function makeSeal({ derive, place, now }: SealOptions): Seal {
  const ownRun = randomBytes(RUN_BYTES)
  const own = ownRun.toString('base64url')
  const keyOf = (run: Buffer): Buffer => derive('sealed events', run)
  const ownKey = keyOf(ownRun)
  const clear = (run: string): Buffer => Buffer.from(JSON.stringify([place, run]))
  const runs = new Map<string, Run>()
  let n = 0

  function unseal(key: Buffer, run: string, sealed: Buffer): unknown {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(clear(run)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString())
  }

  return {
    close(entry) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, ownKey, nonce, { authTagLength: TAG_BYTES }).setAAD(clear(own))
      const text = Buffer.concat([cipher.update(JSON.stringify([++n, now().getTime(), entry])), cipher.final()])
      return { run: own, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') }
    },
    open({ run, sealed }) {
      if (run === undefined || sealed === undefined) return null
      try {
        const known = runs.get(run) ?? { key: keyOf(Buffer.from(run, 'base64url')), last: 0 }
        const [number, at, entry] = unseal(known.key, run, Buffer.from(sealed, 'base64')) as [number, number, Entry]
        if (number <= known.last || at < now().getTime() - OLDEST_MS) return null
        known.last = number
        remember(runs, run, known)
        return entry
      } catch {
        return null
      }
    },
  }
}

function remember(runs: Map<string, Run>, name: string, run: Run): void {
  runs.delete(name)
  runs.set(name, run)
  const [oldest] = runs.keys()
  if (runs.size > RUNS && oldest !== undefined) runs.delete(oldest)
}
