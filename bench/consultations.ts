import { on } from 'node:events'
import { due } from './due.ts'
import { arrive, Client, consult, type Looked, type Participant } from './consultation.ts'
import { QUIET_MS } from './quiet.ts'

/** A practice with its one patient. */
export interface Encounter {
  /** Where the doctor is connected, and the patients: the same server or two processes of it. */
  readonly doctorAt: string
  readonly patientsAt: string
  readonly doctor: Participant
  readonly scheduleId: string
  readonly patient: Participant
}

/**
 * What a process of consultations is asked for: `open` connects everybody and answers `{}`, `go` sees them all, so many at
 * once, at a pace or as fast as they come, and answers `ConsultationsDone`.
 */
export type ConsultationsAsk =
  { readonly open: readonly Encounter[]; readonly told: Told } | { readonly go: true; readonly atOnce: number; readonly perSecond?: number }
/** How people learn what the other has done. */
export type Told = 'events' | 'polling'

export interface ConsultationsDone {
  readonly seconds: number
}

interface Open {
  readonly looked: Looked
  readonly patient: Client
  readonly patientId: string
}

async function open({ doctorAt, patientsAt, doctor, scheduleId, patient }: Encounter, withSocket: boolean): Promise<Open> {
  const client = await Client.open(doctorAt, doctor, withSocket)
  if (withSocket) await client.enterSchedule(scheduleId)
  return {
    looked: { scheduleId, doctor: client, rev: 0 },
    patient: await Client.open(patientsAt, patient, withSocket),
    patientId: patient.id,
  }
}

/** Does a part of all consultations, `atOnce` at a time; answers the seconds it took. */
async function all(part: (encounter: Open) => Promise<void>, { atOnce, perSecond = Infinity }: { atOnce: number; perSecond?: number }) {
  const begin = performance.now()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < encounters.length) {
      const turn = next++
      await due(begin + (turn * 1000) / perSecond)
      await part(encounters[turn]!)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (performance.now() - begin) / 1000
}

process.on('disconnect', () => process.exit())
let encounters: readonly Open[] = []
for await (const [message] of on(process, 'message')) {
  const ask = message as ConsultationsAsk
  if ('open' in ask) {
    encounters = await Promise.all(ask.open.map((encounter) => open(encounter, ask.told === 'events')))
    process.send?.({})
    continue
  }
  const arriving = await all(({ looked, patient }) => arrive(looked, patient), ask)
  // Nobody gets ready in the very moment of joining. Right after another change the doctor would hear of it later: that is not counted.
  await due(performance.now() + QUIET_MS)
  const seeing = await all(({ looked, patient, patientId }) => consult(looked, patient, patientId), ask)
  for (const { looked, patient } of encounters) {
    looked.doctor[Symbol.dispose]()
    patient[Symbol.dispose]()
  }
  process.send?.({ seconds: arriving + seeing } satisfies ConsultationsDone)
}
