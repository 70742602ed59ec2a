import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { damageIn } from './check.ts'
import { markPragma, randomMark } from './marks.ts'

/** The worker's result: only nulls if the copy succeeded. */
export interface Compacted {
  readonly damage: string | null
  readonly failure: { readonly message: string; readonly code?: string; readonly errcode?: number } | null
}

/** Makes a copy without free pages and with a mark that belongs to no log. */
function compact(from: string, to: string): void {
  const pages = new DatabaseSync(from, { readOnly: true })
  pages.prepare('VACUUM INTO ?').run(to)
  pages.close()
  const copy = new DatabaseSync(to)
  copy.exec(`PRAGMA synchronous=FULL; ${markPragma(randomMark())}`)
  copy.close()
}

const { from, to } = workerData as { readonly from: string; readonly to: string }

function answer(): Compacted {
  try {
    const damage = damageIn(from)
    if (damage !== null) return { damage, failure: null }
    compact(from, to)
    return { damage: damageIn(to), failure: null }
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number }
    return { damage: null, failure: { message, ...(code !== undefined && { code }), ...(errcode !== undefined && { errcode }) } }
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
parentPort!.postMessage(answer())
