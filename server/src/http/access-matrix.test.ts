import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { routes, urlOf, type EnteredAsGuest, type Problem, type Route, type RouteName } from '@medconsult/contract'
import { openPractice, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'
import { update } from '../store/store.ts'

interface World {
  readonly doctor: TestPerson
  readonly patient: TestPerson
  readonly scheduleId: string
  /** The patient's, IN_CALL. */
  readonly entryId: string
  /** CONFIRMED, both peer ids registered. */
  readonly callId: string
  /** The doctor's practice link, and a personal link that nobody has used. */
  readonly joinCode: string
  readonly linkId: string
  readonly secret: string
  /** The token of a guest who waits in the queue. */
  readonly guest: string
}
type Outcome = number | Problem['code']
interface Given {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: unknown
}
/**
 * The expected outcome for six people: the schedule's doctor, its patient in a call, another doctor, another patient, a guest who
 * waits in the schedule's queue, and a guest of another doctor's schedule.
 */
interface Row {
  readonly given?: (world: World) => Given
  readonly doctor: Outcome
  readonly patient: Outcome
  readonly otherDoctor: Outcome
  readonly otherPatient: Outcome
  readonly guest: Outcome
  readonly guestElsewhere: Outcome
}

const ofSchedule = (world: World): Given => ({ params: { id: world.scheduleId } })
const ofCall = (world: World): Given => ({ params: { id: world.callId } })
const ofPlace = (world: World): Given => ({ params: { id: world.scheduleId, patientId: world.patient.user.id } })
const everybody = (outcome: Outcome) => ({
  doctor: outcome,
  patient: outcome,
  otherDoctor: outcome,
  otherPatient: outcome,
  guest: outcome,
  guestElsewhere: outcome,
})
const doctors = (own: Outcome, other: Outcome) => ({ ...everybody('WRONG_ROLE'), doctor: own, otherDoctor: other })
/** Guests fare like another patient where they are not named. */
const patients = (own: Outcome, other: Outcome, guest = other, guestElsewhere = other) => ({
  ...everybody('WRONG_ROLE'),
  patient: own,
  otherPatient: other,
  guest,
  guestElsewhere,
})
const participants = (outcome: Outcome) => ({ ...everybody('NOT_FOUND'), doctor: outcome, patient: outcome })
/** A guest has neither password nor address. */
const accounts = (outcome: Outcome) => ({ ...everybody(outcome), guest: 'NOT_FOUND', guestElsewhere: 'NOT_FOUND' }) as const
/** The login that a token stands for. */
const loginOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string }).jti
const newcomer = () => ({ body: { email: `${randomUUID()}@example.org`, password: 'long enough for us', name: 'New', role: 'PATIENT' } })

const matrix: Record<RouteName, Row> = {
  register: { given: newcomer, ...everybody(201) },
  login: { given: ({ doctor }) => ({ body: { email: doctor.user.email, password: doctor.password } }), ...everybody(200) },
  logout: everybody(200),
  me: everybody(200),
  lookAtPractice: { given: ({ joinCode }) => ({ params: { joinCode } }), ...everybody(200) },
  lookAtLink: { given: ({ secret }) => ({ body: { secret } }), ...everybody(200) },
  enterAsGuest: { given: ({ joinCode }) => ({ body: { joinCode, name: 'New Guest' } }), ...everybody(201) },
  makeReturnLink: patients(200, 'NOT_FOUND', 200, 200),
  listGuestLinks: { given: ofSchedule, ...doctors(200, 'NOT_FOUND') },
  makeGuestLink: { given: (world) => ({ ...ofSchedule(world), body: { name: 'Somebody' } }), ...doctors(201, 'NOT_FOUND') },
  revokeGuestLink: { given: ({ linkId }) => ({ params: { id: linkId } }), ...doctors(200, 'NOT_FOUND') },
  getJoinCode: doctors(200, 200),
  renewJoinCode: doctors(200, 200),
  setJoinBy: { given: () => ({ body: { joinBy: 'INVITED' } }), ...doctors(200, 200) },
  changeMe: { given: () => ({ body: { phone: '+41441234567' } }), ...everybody(200) },
  closeAccount: { given: () => ({ body: { password: 'not the password' } }), ...accounts('INVALID') },
  changePassword: { given: () => ({ body: { current: 'not the password', next: 'eight green umbrellas' } }), ...accounts('INVALID') },
  changeEmail: { given: () => ({ body: { email: 'new@example.org', password: 'not the password' } }), ...everybody('NO_MAIL') },
  confirmEmail: { given: () => ({ body: { secret: 'unknown' } }), ...everybody('NOT_FOUND') },
  askReset: { given: () => ({ body: { email: 'nobody@example.org' } }), ...everybody(202) },
  confirmReset: { given: () => ({ body: { secret: 'unknown', password: 'eight green umbrellas' } }), ...everybody('NOT_FOUND') },
  listLogins: everybody(200),
  endLogin: {
    given: ({ patient }) => ({ params: { id: loginOf(patient.token) } }),
    ...everybody('NOT_FOUND'),
    patient: 200,
  },
  noteActive: everybody(200),
  listSchedules: doctors(200, 200),
  createSchedule: { given: () => ({ body: { date: '2099-05-01', startTime: '08:00', endTime: '09:00' } }), ...doctors(201, 201) },
  changeSchedule: { given: (world) => ({ ...ofSchedule(world), body: { endTime: '23:59' } }), ...doctors(200, 'NOT_FOUND') },
  cancelSchedule: { given: ofSchedule, ...doctors('WRONG_STATE', 'NOT_FOUND') },
  startPractice: { given: ofSchedule, ...doctors(200, 'NOT_FOUND') },
  endPractice: { given: ofSchedule, ...doctors('CALL_OPEN', 'NOT_FOUND') },
  viewQueue: { given: ofSchedule, ...doctors(200, 'NOT_FOUND') },
  startCall: {
    given: (world) => ({ ...ofSchedule(world), body: { patientId: world.patient.user.id } }),
    ...doctors('DOCTOR_BUSY', 'NOT_FOUND'),
  },
  remind: { given: ofPlace, ...doctors('WRONG_STATE', 'NOT_FOUND') },
  resetPatient: { given: ofPlace, ...doctors(200, 'NOT_FOUND') },
  removeEntry: {
    given: ({ scheduleId, entryId }) => ({ params: { id: scheduleId, entryId }, body: { reason: 'NOT_HERE' } }),
    ...doctors('IN_CALL', 'NOT_FOUND'),
  },
  callStatus: { given: ofCall, ...doctors(200, 'NOT_FOUND') },
  cancelCall: { given: ofCall, ...doctors('WRONG_STATE', 'NOT_FOUND') },
  doctorSetPeerId: { given: (world) => ({ ...ofCall(world), body: { peerId: 'again' } }), ...doctors(200, 'NOT_FOUND') },
  doctorEndCall: { given: ofCall, ...doctors(200, 'NOT_FOUND') },
  browseSchedules: patients(200, 200),
  viewSchedule: { given: ofSchedule, ...patients(200, 200, 200, 'NOT_FOUND') },
  joinQueue: { given: ofSchedule, ...patients(200, 201, 200, 'NOT_FOUND') },
  toggleReady: { given: ofSchedule, ...patients('IN_CALL', 'NOT_FOUND', 200) },
  leaveQueue: { given: ofSchedule, ...patients('IN_CALL', 'NOT_FOUND', 200) },
  ownConsent: patients(200, 200),
  giveConsent: { given: () => ({ body: { version: 1 } }), ...patients('WRONG_STATE', 'WRONG_STATE') },
  withdrawConsent: patients(200, 200),
  askAgain: { given: ofSchedule, ...patients('WRONG_STATE', 'NOT_FOUND', 'WRONG_STATE', 'NOT_FOUND') },
  pendingInvitation: patients(200, 200),
  confirmCall: { given: ofCall, ...patients(200, 'NOT_FOUND') },
  declineCall: { given: ofCall, ...patients('WRONG_STATE', 'NOT_FOUND') },
  patientSetPeerId: { given: (world) => ({ ...ofCall(world), body: { peerId: 'again' } }), ...patients(200, 'NOT_FOUND') },
  patientEndCall: { given: ofCall, ...patients(200, 'NOT_FOUND') },
  activateCall: { given: ofCall, ...participants(200) },
  getCall: { given: ofCall, ...participants(200) },
  sendSignal: {
    given: (world) => ({ ...ofCall(world), body: { message: { type: 'LEAVE', dst: 'd' } } }),
    ...participants(201),
    doctor: 'WRONG_STATE',
  },
  ownSide: { given: ofCall, ...participants(200) },
  setSwitches: { given: (w) => ({ ...ofCall(w), body: { microphone: true, camera: false } }), ...participants(200) },
  listSignals: { given: ofCall, ...participants(200) },
  callToken: { given: ofCall, ...participants(200) },
  callIceServers: { given: ofCall, ...participants(200) },
  iceServers: { ...everybody(200), otherPatient: 'NOT_FOUND', guestElsewhere: 'NOT_FOUND' },
  noticeSettings: everybody(200),
  setNotices: { given: () => ({ body: { sms: false } }), ...everybody(200) },
  addPushAddress: {
    given: () => ({ body: { endpoint: 'https://evil.example/x', keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } } }),
    ...everybody('INVALID'),
  },
  removePushAddress: { given: () => ({ body: { endpoint: 'https://push.example/x' } }), ...everybody(200) },
  tellMe: { given: ({ joinCode }) => ({ params: { joinCode }, body: { phone: 'none' } }), ...everybody('INVALID') },
  withdrawTellMe: { given: ({ secret }) => ({ body: { secret } }), ...everybody(200) },
  listAudit: { given: ({ scheduleId }) => ({ query: { scheduleId } }), ...doctors(200, 'NOT_FOUND') },
  clinicText: { given: () => ({ params: { kind: 'privacy' } }), ...everybody(200) },
  health: everybody(200),
}

describe('access to every route', () => {
  let server: TestServer
  let awaiting: TestPerson
  before(async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'off' } })
    awaiting = await server.doctor('Dr. Awaiting')
    const row = await server.store.get('users', awaiting.user.id)
    await server.store.commit([update('users', row!, { status: 'AWAITING_APPROVAL' })])
  })
  after(() => server[Symbol.asyncDispose]())

  async function makeWorld(): Promise<World> {
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const { id: scheduleId } = await openPractice(doctor, [patient])
    const { id: callId } = await doctor.call('startCall', {
      params: { id: scheduleId },
      body: { patientId: patient.user.id, doctorPeerId: 'd' },
    })
    await patient.call('confirmCall', { params: { id: callId }, body: { patientPeerId: 'p' } })
    const { id: entryId } = (await patient.call('viewSchedule', { params: { id: scheduleId } })).queueEntry!
    const { joinCode } = await doctor.call('getJoinCode')
    const link = await doctor.call('makeGuestLink', { params: { id: scheduleId }, body: { name: 'Walter Brandt' } })
    const guest = await guestBy(joinCode)
    await server.post(urlOf(routes.joinQueue, { id: scheduleId }), undefined, { authorization: `Bearer ${guest}` })
    return { doctor, patient, scheduleId, callId, entryId, joinCode, linkId: link.id, secret: link.secret, guest }
  }

  /** The token of a new guest by a practice link. */
  async function guestBy(joinCode: string): Promise<string> {
    const { token } = (await (await server.post('/auth/guest', { joinCode, name: 'Gina Guest' })).json()) as EnteredAsGuest
    return token
  }

  /** The token of a guest of a doctor's practice, which is opened for it. */
  async function guestOf(doctor: TestPerson): Promise<string> {
    const { joinCode } = await doctor.call('getJoinCode')
    await openPractice(doctor)
    return guestBy(joinCode)
  }

  async function outcome(name: RouteName, given: Given, token: string | null): Promise<Outcome> {
    const route: Route = routes[name]
    const response = await server.send(urlOf(route, given.params, given.query), {
      method: route.method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    })
    const json = (await response.json()) as Problem
    return response.ok ? response.status : json.code
  }

  test('every route has a row', () => {
    assert.deepEqual(Object.keys(matrix).toSorted(), Object.keys(routes).toSorted())
  })

  for (const name of Object.keys(matrix) as RouteName[]) {
    const row = matrix[name]
    const route: Route = routes[name]
    test(`D2: ${name}: anonymous, other people, the wrong role, then the right people`, async () => {
      const world = await makeWorld()
      const [otherDoctor, otherPatient] = [await server.doctor('Dr. Other'), await server.patient('Other Patient')]
      const given = row.given?.(world) ?? {}
      const kept = await server.store.get('call_sessions', world.callId)
      const open = route.who === 'anyone'
      if (!open) assert.equal(await outcome(name, given, null), 'UNAUTHENTICATED', 'nobody')
      if (!open) assert.equal(await outcome(name, given, 'a.b.c'), 'UNAUTHENTICATED', 'a bad token')
      if (!open && route.who !== 'awaiting') {
        assert.equal(await outcome(name, given, awaiting.token), 'NOT_APPROVED', 'a doctor who awaits approval')
      }
      // A new e-mail address each time, since a second use would be refused as taken.
      const again = (): Given => row.given?.(world) ?? {}
      assert.equal(await outcome(name, again(), otherDoctor.token), row.otherDoctor, 'other doctor')
      assert.equal(await outcome(name, again(), otherPatient.token), row.otherPatient, 'other patient')
      assert.equal(await outcome(name, again(), world.guest), row.guest, 'guest')
      assert.equal(
        await outcome(name, again(), await guestOf(await server.doctor('Dr. Elsewhere'))),
        row.guestElsewhere,
        'guest of another schedule',
      )
      assert.deepEqual(await server.store.get('call_sessions', world.callId), kept, 'nothing changed in the call')
      const wrong = route.who === 'doctor' ? 'patient' : 'doctor'
      assert.equal(await outcome(name, again(), world[wrong].token), row[wrong], wrong)
      const right = wrong === 'patient' ? 'doctor' : 'patient'
      assert.equal(await outcome(name, again(), world[right].token), row[right], right)
    })
  }
})
