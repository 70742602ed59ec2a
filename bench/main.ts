import '../tools/assert-node.ts'
import { availableParallelism, loadavg } from 'node:os'
import { callSetup } from './call-setup.ts'
import { cluster } from './cluster.ts'
import { door } from './door.ts'
import { eventLatency } from './event-latency.ts'
import { eventWay } from './event-way.ts'
import { flows } from './flows.ts'
import { isMet, tableOf, type Bench, type Finding } from './finding.ts'
import { lighthouse } from './lighthouse.ts'
import { logins } from './logins.ts'
import { polledReads } from './polled-reads.ts'
import { processes } from './processes.ts'
import { queueLength } from './queue-length.ts'
import { socketMemory } from './socket-memory.ts'
import { reload } from './reload.ts'
import { startUp } from './start-up.ts'
import { stores } from './stores.ts'

/** Usage: npm run bench [-- name …]. Exits with 1 if a benchmark could not run; a missed aim is a result, not an error. */
const benches: Readonly<Record<string, Bench>> = {
  'call-setup': callSetup,
  reload,
  door,
  'event-way': eventWay,
  'event-latency': eventLatency,
  'polled-reads': polledReads,
  'queue-length': queueLength,
  flows,
  logins,
  'socket-memory': socketMemory,
  stores,
  processes,
  cluster,
  'start-up': startUp,
  lighthouse,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}

const findings: Finding[] = []
const busyBefore = loadavg()[0]!
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const begin = performance.now()
  try {
    findings.push(...(await benches[name]!()))
    console.error(`${name}: ${((performance.now() - begin) / 1000).toFixed(0)} s`)
  } catch (error) {
    console.error(`${name} could not run:`, error)
    process.exitCode = 1
  }
}
if (findings.length > 0) console.log(`\n${tableOf(findings)}\n`)
const aimed = findings.filter(({ aim }) => aim !== null)
console.log(`${aimed.filter(isMet).length} of ${aimed.length} aims met · ${availableParallelism()} cores · Node ${process.versions.node}`)
if (busyBefore > availableParallelism() / 2)
  console.log(`Other programs keep this machine busy (load ${busyBefore.toFixed(1)} before the start): treat all values as hints.`)
