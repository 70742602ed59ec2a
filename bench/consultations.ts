import { on } from 'node:events'
import { due } from './due.ts'
import { Client, consult, type Participant } from './consultation.ts'

/** A doctor who sees one patient after the other. */
export interface Lane {
  /** Where the doctor is connected, and the patients: the same server or two processes of it. */
  readonly doctorAt: string
  readonly patientsAt: string
  readonly doctor: Participant
  readonly scheduleId: string
  readonly patients: readonly Participant[]
}

/** What a process of consultations is asked for: `open` connects everybody and answers `{}`, `go` sees them all, at a pace or as fast as they come, and answers `ConsultationsDone`. */
export type ConsultationsAsk = { readonly open: readonly Lane[]; readonly told: Told } | { readonly go: true; readonly perSecond?: number }
/** How people learn what the other has done. */
export type Told = 'events' | 'polling'

export interface ConsultationsDone {
  readonly seconds: number
}

interface OpenLane {
  readonly scheduleId: string
  readonly doctor: Client
  readonly patients: readonly (readonly [Client, string])[]
}

async function openLane({ doctorAt, patientsAt, doctor, scheduleId, patients }: Lane, withSocket: boolean): Promise<OpenLane> {
  const client = await Client.open(doctorAt, doctor, withSocket)
  if (withSocket) await client.enterSchedule(scheduleId)
  const waiting: [Client, string][] = []
  for (const patient of patients) waiting.push([await Client.open(patientsAt, patient, withSocket), patient.id])
  return { scheduleId, doctor: client, patients: waiting }
}

/** `isDue` resolves when the lane's n-th consultation is. */
async function see({ doctor, patients, scheduleId }: OpenLane, isDue: (n: number) => Promise<void>): Promise<void> {
  let rev = 0
  for (const [n, [patient, patientId]] of patients.entries()) {
    await isDue(n)
    rev = await consult(doctor, patient, patientId, scheduleId, rev)
  }
}

process.on('disconnect', () => process.exit())
let lanes: readonly OpenLane[] = []
for await (const [message] of on(process, 'message')) {
  const ask = message as ConsultationsAsk
  if ('open' in ask) {
    lanes = await Promise.all(ask.open.map((lane) => openLane(lane, ask.told === 'events')))
    process.send?.({})
    continue
  }
  const begin = performance.now()
  const { perSecond = Infinity } = ask
  await Promise.all(lanes.map((lane, place) => see(lane, (n) => due(begin + ((n * lanes.length + place) * 1000) / perSecond))))
  const seconds = (performance.now() - begin) / 1000
  for (const { doctor, patients } of lanes) {
    doctor[Symbol.dispose]()
    for (const [patient] of patients) patient[Symbol.dispose]()
  }
  process.send?.({ seconds } satisfies ConsultationsDone)
}
