import { basename } from 'node:path'

/** Longer than any file of tests takes on a slow machine. */
const DEADLINE_MS = 300_000

/**
 * Loaded into every process of the tests: Node waits without end for a file whose failed test has left something open, so
 * the file ends itself. A file that has nothing left to do does not wait for this.
 */
setTimeout(() => {
  console.error(
    `${basename(process.argv[1] ?? '')} has not ended after ${DEADLINE_MS / 1000} s. Open: ${process.getActiveResourcesInfo().join(', ')}`,
  )
  process.exit(1)
}, DEADLINE_MS).unref()
