import { on } from 'node:events'
import { waitUntil } from './wait-until.ts'
import { arrive, Client, consult, type DoctorView, type Participant } from './consultation.ts'
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
 * Requests to a consultations process: `open` connects everybody and replies `{}`; `go` runs all consultations, `atOnce` at
 * a time, at a given pace or as fast as possible, and replies `ConsultationsDone`.
 */
export type ConsultationsAsk =
  | { readonly open: readonly Encounter[]; readonly delivery: Delivery }
  | { readonly go: true; readonly atOnce: number; readonly perSecond?: number }
/** How people learn what the other side has done. */
export type Delivery = 'events' | 'polling'

export interface ConsultationsDone {
  readonly seconds: number
}

interface Open {
  readonly view: DoctorView
  readonly patient: Client
  readonly patientId: string
}

async function open({ doctorAt, patientsAt, doctor, scheduleId, patient }: Encounter, withSocket: boolean): Promise<Open> {
  const client = await Client.open(doctorAt, doctor, withSocket)
  if (withSocket) await client.enterSchedule(scheduleId)
  return {
    view: { scheduleId, doctor: client, rev: 0 },
    patient: await Client.open(patientsAt, patient, withSocket),
    patientId: patient.id,
  }
}

/** Runs one part of all consultations, `atOnce` at a time; returns the seconds it took. */
async function all(part: (encounter: Open) => Promise<void>, { atOnce, perSecond = Infinity }: { atOnce: number; perSecond?: number }) {
  const begin = performance.now()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < encounters.length) {
      const turn = next++
      await waitUntil(begin + (turn * 1000) / perSecond)
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
    encounters = await Promise.all(ask.open.map((encounter) => open(encounter, ask.delivery === 'events')))
    process.send?.({})
    continue
  }
  const arriving = await all(({ view, patient }) => arrive(view, patient), ask)
  // Lets the event coalescing of the joins run out, which would otherwise delay the next event and be measured.
  await waitUntil(performance.now() + QUIET_MS)
  const seeing = await all(({ view, patient, patientId }) => consult(view, patient, patientId), ask)
  for (const { view, patient } of encounters) {
    view.doctor[Symbol.dispose]()
    patient[Symbol.dispose]()
  }
  process.send?.({ seconds: arriving + seeing } satisfies ConsultationsDone)
}
