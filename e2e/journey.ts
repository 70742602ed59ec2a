import type { DoctorPages } from './pages/doctor.ts'
import type { PatientPages } from './pages/patient.ts'

/** The patient joins and gets ready; the doctor sees it. */
export async function untilReady(doctor: DoctorPages, patient: PatientPages): Promise<void> {
  await doctor.enterPractice()
  await patient.enterVisit()
  await patient.joinQueue()
  await patient.getReady()
  await doctor.expectState(patient.name, 'Ready')
}

/** From an open practice until the two people see and hear each other. */
export async function untilTogether(doctor: DoctorPages, patient: PatientPages): Promise<void> {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
}
