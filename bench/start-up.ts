import { startFloor } from './child.ts'
import { openPractice } from './clinic.ts'
import type { Finding } from './finding.ts'
import { compare, inRounds } from './statistics.ts'
import { ServerProcess } from '../tools/server-process.ts'

const ROUNDS = 7

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

const ofFloor = async (): Promise<number> => {
  const begin = performance.now()
  await using floor = await startFloor(new URL('floor-reads.ts', import.meta.url), { FLOOR_ANSWERS: '[{"ok":true}]' })
  await fetch(`${floor.origin}/0`)
  return performance.now() - begin
}

/** From starting the process to its first answer, on a data folder with some people in it, against a bare Fastify. */
export async function startUp(): Promise<Finding[]> {
  await using product = await ServerProcess.start({ NODE_ENV: 'production', RATE_LIMIT: 'off', BCRYPT_ROUNDS: '4' })
  await openPractice(product, 50)
  const ofProduct = async (): Promise<number> => {
    await product.kill('SIGTERM')
    return elapsed(() => product.start())
  }
  await inRounds(1, ofFloor, ofProduct)
  const { product: ms, floor, ratio } = compare(await inRounds(ROUNDS, ofFloor, ofProduct))
  return [{ what: 'start-up', product: `${ms.toFixed(0)} ms`, floor: `${floor.toFixed(0)} ms`, value: ratio, aim: null }]
}
