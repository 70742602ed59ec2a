import { test } from 'node:test'
import * as fc from 'fast-check'
import { step, take } from './race-steps.ts'
import { makeWorld } from './race-world.ts'

const seed = Number(process.env['RACES_SEED'] ?? 20_260_302)
const runs = Number(process.env['RACES_RUNS'] ?? 150)

const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 3, maxLength: 14 })

for (const processes of [1, 2])
  test(`races: the invariants hold under any interleaving, with ${processes} process${processes === 1 ? '' : 'es'} on the store`, async (t) => {
    t.diagnostic(`RACES_SEED=${seed} RACES_RUNS=${runs}`)
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, steps) => {
        await using world = await makeWorld({ scheduler, doctors: 2, patients: 3, processes })
        for (const round of steps) await world.together(round.map((it) => () => take(world, it)))
        for (const row of (await world.state()).audit_logs) reached.add(row.actionType)
      }),
      { seed, numRuns: runs },
    )
    t.diagnostic([...reached].sort().join(' '))
  })
