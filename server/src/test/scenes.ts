import type { CallStatus } from '@medconsult/contract'
import type { Harness, Seat } from './harness.ts'

export interface Practice {
  readonly doctor: Seat
  readonly id: string
}

export interface Scene extends Practice {
  readonly patient: Seat
  readonly callId: string
}

const today = (h: Harness): string => h.now().toISOString().slice(0, 10)

/** A practice of today that has not been opened. */
export async function upcoming(h: Harness, doctor?: Seat): Promise<Practice> {
  const whose = doctor ?? (await h.doctor())
  const { reply } = await whose.run('createSchedule', { body: { date: today(h), startTime: '09:00', endTime: '12:00' } })
  h.announced()
  return { doctor: whose, id: reply.id }
}

export async function online(h: Harness, doctor?: Seat): Promise<Practice> {
  const practice = await upcoming(h, doctor)
  await practice.doctor.run('startPractice', { params: { id: practice.id } })
  h.announced()
  return practice
}

/** A patient who has joined the queue. */
export async function waiting(h: Harness, scheduleId: string, patient?: Seat): Promise<Seat> {
  const who = patient ?? (await h.patient())
  await who.run('joinQueue', { params: { id: scheduleId } })
  h.announced()
  return who
}

export async function ready(h: Harness, scheduleId: string, patient?: Seat): Promise<Seat> {
  const who = await waiting(h, scheduleId, patient)
  await who.run('toggleReady', { params: { id: scheduleId }, body: { isReady: true } })
  h.announced()
  return who
}

/** A patient and their doctor with an open invitation; `along` goes with start-call. */
export async function invited(h: Harness, practice?: Practice, patient?: Seat, along: { doctorPeerId?: string } = {}): Promise<Scene> {
  const { doctor, id } = practice ?? (await online(h))
  const who = await ready(h, id, patient)
  const { reply } = await doctor.run('startCall', { params: { id }, body: { patientId: who.person.userId, ...along } })
  h.announced()
  return { doctor, id, patient: who, callId: reply.id }
}

/** A confirmed call with the peer ids `doctor` and `patient`. */
export async function confirmed(h: Harness, practice?: Practice, patient?: Seat): Promise<Scene> {
  const scene = await invited(h, practice, patient)
  const params = { id: scene.callId }
  await scene.patient.run('confirmCall', { params, body: { patientPeerId: 'patient' } })
  await scene.doctor.run('doctorSetPeerId', { params, body: { peerId: 'doctor' } })
  h.announced()
  return scene
}

export async function active(h: Harness, practice?: Practice, patient?: Seat): Promise<Scene> {
  const scene = await confirmed(h, practice, patient)
  await scene.doctor.run('activateCall', { params: { id: scene.callId } })
  h.announced()
  return scene
}

/** A call in the given state. */
export async function callIn(h: Harness, status: CallStatus): Promise<Scene> {
  if (status === 'CONFIRMED') return confirmed(h)
  if (status === 'ACTIVE') return active(h)
  const scene = await (status === 'ENDED' ? active(h) : invited(h))
  const params = { id: scene.callId }
  if (status === 'ENDED') await scene.doctor.run('doctorEndCall', { params })
  if (status === 'DECLINED') await scene.patient.run('declineCall', { params })
  if (status === 'CANCELLED') await scene.doctor.run('cancelCall', { params })
  if (status === 'EXPIRED') {
    h.pass(60_000)
    await h.sweep()
  }
  h.announced()
  return scene
}

/** The patient's stored entry. */
export async function entryOf(h: Harness, { id, patient }: Pick<Scene, 'id' | 'patient'>) {
  const entries = await h.store.find('queue_entries', { scheduleId: id, patientId: patient.person.userId })
  return entries.toSorted((a, b) => a.queueNumber - b.queueNumber).at(-1)!
}

export const callOf = async (h: Harness, { callId }: Pick<Scene, 'callId'>) => (await h.store.get('call_sessions', callId))!
