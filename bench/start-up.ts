import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerProcess } from '../testing/server-process.ts'
import type { Store } from '../server/src/store/store.ts'
import { startFloor } from './child.ts'
import type { Finding } from './finding.ts'
import { fillStore } from './product.ts'
import { makeSeed } from './seed.ts'
import { compare, inTurns } from './statistics.ts'

const ROUNDS = 7
/** Each consultation leaves an entry, a call and six rows of the audit log. */
const PRACTICES = 25
const PATIENTS = 400
const ROWS = PRACTICES * PATIENTS * 8

async function ofFloor(): Promise<number> {
  const begin = performance.now()
  await using floor = await startFloor(new URL('floor-reads.ts', import.meta.url), { FLOOR_ANSWERS: '[{"ok":true}]' })
  await fetch(`${floor.origin}/0`)
  return performance.now() - begin
}

/** Milliseconds until the server answers; it is then stopped as in production. */
async function ofProduct(own: Readonly<Record<string, string>>): Promise<number> {
  const begin = performance.now()
  await using server = await ServerProcess.start({ NODE_ENV: 'production', ...own })
  const ms = performance.now() - begin
  await server.kill('SIGTERM')
  return ms
}

async function fill(store: Store): Promise<void> {
  const seed = makeSeed(store)
  const doctor = await seed.person('DOCTOR', 'Dr. Ada Ngata')
  const patients = await seed.people(PATIENTS, 'PATIENT', 'Patient Number')
  for (let n = 0; n < PRACTICES; n++) await seed.pastPractice(doctor, patients)
  await seed.flush()
}

/** From starting the process to its first response, on an empty data folder and on one with years of past practices, against a bare Fastify. */
export async function startUp(): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'medconsult-bench-'))
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  await fillStore({ dataDir, mongo: null }, fill)
  const sides = { floor: ofFloor, empty: () => ofProduct({}), big: () => ofProduct({ DATA_DIR: dataDir }) }
  await inTurns(1, sides)
  const rounds = await inTurns(ROUNDS, sides)
  const finding = (what: string, side: 'empty' | 'big'): Finding => {
    const { product, floor, ratio } = compare(rounds.map((round) => ({ product: round[side], floor: round.floor })))
    return { what: `start-up ${what}`, product: `${product.toFixed(0)} ms`, floor: `${floor.toFixed(0)} ms`, value: ratio, aim: null }
  }
  return [finding('on an empty folder', 'empty'), finding(`on ${ROWS} rows of past practices`, 'big')]
}
