import type { ClientEvent, RouteName, ServerEvent } from '@medconsult/contract'

/** What a field means, and a value it may have. */
export interface Word {
  readonly says: string
  /** Defaults to the first value that its schema allows. */
  readonly example?: unknown
}

const ids = {
  doctor: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c01',
  patient: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c02',
  schedule: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c03',
  entry: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c04',
  call: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c05',
  login: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c06',
  audit: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c07',
  link: '01989c6e-6f00-7a11-8c52-0d6f1a2b3c08',
} as const

const at = (time: string): string => `2026-12-02T${time}.000Z`
const state: Word = { says: 'Its state.' }
const date: Word = { says: 'The day, on the clinic’s calendar.', example: '2026-12-02' }
const practiceId: Word = { says: 'The practice’s id.', example: ids.schedule }
const callId: Word = { says: 'The call’s id.', example: ids.call }
const own = (id: string): Word => ({ says: 'Its id. Ids rise with time.', example: id })
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiMDE5ODljNmUifQ.c2lnbmF0dXJl'

/**
 * The description of every field, parameter and key of the API, by its name, or by `Schema.name`, `route.name` or `event.name`
 * where a name has several meanings. A new field needs a line here; a test names missing ones.
 */
export const fields: Readonly<Record<string, Word>> = {
  // Accounts
  email: { says: 'The e-mail address of the account; upper and lower case are the same.', example: 'amara@example.org' },
  password: { says: 'The account’s password.', example: 'seven green umbrellas' },
  name: {
    says: 'The person’s name, as the other side of a call reads it: one line, no control or invisible characters.',
    example: 'Amara Okafor',
  },
  'register.role': { says: 'Doctor or patient.', example: 'PATIENT' },
  role: { says: 'Doctor or patient.', example: 'PATIENT' },
  createdAt: { says: 'When it was made.', example: at('08:55:00') },
  'SignedIn.token': {
    says: 'A bearer token for the Authorization header and the socket, good for 24 hours. Browsers have the cookie instead.',
    example: token,
  },
  microphone: { says: 'True unless this side has switched it off.', example: false },
  camera: { says: 'True unless this side has switched it off.', example: true },
  elsewhere: { says: 'Whether one of your sockets is in the call’s room now.', example: false },
  'CallToken.token': { says: 'A bearer token for this call’s routes and its socket, and for nothing else.', example: token },
  user: { says: 'Who has signed in.' },
  loginId: { says: 'This sign-in; `If-Login` names it.', example: ids.login },
  kind: { says: 'ACCOUNT signs in with an address; GUEST came by a link.', example: 'ACCOUNT' },
  'User.id': own(ids.patient),
  'Account.id': own(ids.patient),
  'Me.id': own(ids.patient),
  ok: { says: 'It is done.' },

  // Guests and their links
  joinCode: { says: 'The code of a practice link: ten letters and digits.', example: 'K7QX2M9RTA' },
  'lookAtPractice.joinCode': {
    says: 'The code of a practice link. Capitals, blanks and hyphens do not count; I and L are read as 1, O as 0.',
    example: 'K7QX2M9RTA',
  },
  'GuestEntry.joinCode': { says: 'The code of a practice link; either it or `secret`.', example: 'K7QX2M9RTA' },
  secret: { says: 'The secret of a personal link, which stands after the “#” of its address.', example: 'hP3v9sQk2LxT7aYbN0cRfw' },
  'GuestEntry.secret': {
    says: 'The secret of a personal link; either it or `joinCode`. Once the link is in use, the rest is ignored.',
    // Absent, since the example has a joinCode.
    example: undefined,
  },
  'EnteredAsGuest.secret': {
    says: 'Of the link by which this guest comes back; only for who came by a practice link.',
    example: 'hP3v9sQk2LxT7aYbN0cRfw',
  },
  'EnteredAsGuest.token': {
    says: 'A bearer token for the Authorization header and the socket. Browsers have the cookie instead.',
    example: token,
  },
  schedule: { says: 'The practice that it leads to; null: none today.' },
  'LookedSchedule.id': own(ids.schedule),
  'LookedSchedule.status': { says: 'Its state.', example: 'ONLINE' },
  nextOpening: { says: 'When the doctor’s next practice begins, where there is no `schedule`; null: none is planned.', example: null },
  inQueue: { says: 'How many are waiting in its queue, including those who are ready.', example: 4 },
  wait: { says: 'Always null.', example: null },
  joinBy: { says: 'Who may use the practice link.', example: 'ANYONE' },
  asks: { says: 'What guests are asked beside their name.' },
  phone: { says: 'The telephone number.', example: '+41441234567' },
  'GuestQuestions.phone': { says: 'Whether the telephone number is asked for.', example: 'ASKED' },
  'GuestQuestions.place': { says: 'Whether the place is asked for.', example: 'ASKED' },
  'GuestQuestions.birthDate': { says: 'Whether the date of birth is asked for.', example: 'NO' },
  place: { says: 'Where the person is, so that help finds them.', example: 'Lake Street 4, Thun' },
  birthDate: { says: 'The date of birth.', example: '1948-05-17' },
  language: { says: 'The language.', example: 'en' },
  open: { says: 'Other doctors’ practices that are open now and let anyone in.' },
  'JoinLook.consent': { says: 'What somebody new has to agree to; null: nobody is asked.' },
  consentVersion: { says: 'The version of the consent text that was agreed to, where there is one.', example: 2 },
  'JoinLook.name': { says: 'Of a personal link: the name that it carries or that its user gave.', example: 'Walter Brandt' },
  isInUse: { says: 'Of a personal link: whether it belongs to somebody already, so that its secret alone signs in.', example: false },
  isFull: { says: 'Whether so many have come by it without joining a queue that it lets nobody else in for now.', example: false },
  'GuestLink.id': own(ids.link),
  'MadeGuestLink.id': own(ids.link),
  'GuestLink.status': { says: 'Its state.', example: 'OPEN' },
  'MadeGuestLink.status': { says: 'Its state.', example: 'OPEN' },
  'GuestLink.patientId': { says: 'Who it signs in; null until it is used.', example: null },
  'MadeGuestLink.patientId': { says: 'Who it signs in; null until it is used.', example: null },
  usedAt: { says: 'When it was last used; null: never.', example: null },
  about: { says: 'What the patient told when they joined; null: this was not recorded.' },
  invitedAs: { says: 'The name on the patient’s personal link, where they gave another; otherwise null.', example: null },

  // Practices
  'Schedule.id': own(ids.schedule),
  'PatientSchedule.id': own(ids.schedule),
  'PatientScheduleDetail.id': own(ids.schedule),
  'PastSchedule.id': own(ids.schedule),
  doctorId: { says: 'The doctor’s account.', example: ids.doctor },
  doctorName: { says: 'The doctor’s name.', example: 'Dr. Sarah Quinn' },
  date,
  startTime: { says: 'When it begins, on the clinic’s clock.', example: '09:00' },
  endTime: { says: 'When it is planned to end, on the clinic’s clock; earlier than the start: on the next day.', example: '12:00' },
  'Schedule.status': { says: 'Its state.', example: 'UPCOMING' },
  'PatientSchedule.status': { says: 'Its state.', example: 'ONLINE' },
  'PatientScheduleDetail.status': { says: 'Its state.', example: 'ONLINE' },
  'PastSchedule.status': { says: 'Its state.', example: 'COMPLETED' },
  endReason: { says: 'Why it ended; null until it has.', example: null },
  force: { says: 'End an open call of the practice too.', example: true },
  doctorBusy: { says: 'Whether the doctor is in a call.', example: false },
  doctorAwaySince: { says: 'When the doctor of an open practice lost the last connected page; null: present, or not open.', example: null },
  queueEntry: { says: 'Your own place in the queue; null if you have none.' },
  totalInQueue: { says: 'How many patients are waiting, including those who are ready.', example: 4 },
  aheadOfYou: { says: 'How many of them have a smaller number; null unless you are waiting.', example: 2 },
  position: { says: '`aheadOfYou` plus one; null unless you are waiting.', example: 3 },
  next: { says: 'The doctor’s practice that is open, else the next one planned; null while this one is open or still to come.' },
  'PatientScheduleDetail.next': {
    says: 'The doctor’s practice that is open, else the next one planned; null while this one is open or still to come.',
    example: null,
  },
  'NextPractice.date': { says: 'The day, on the clinic’s calendar.', example: '2026-12-03' },

  // Queue
  'QueueEntry.id': own(ids.entry),
  'DoctorQueueEntry.id': own(ids.entry),
  entryId: { says: 'The entry in the queue.', example: ids.entry },
  scheduleId: practiceId,
  patientId: { says: 'The patient’s account.', example: ids.patient },
  patientName: { says: 'The patient’s name.', example: 'Amara Okafor' },
  queueNumber: { says: 'The number of the place: it rises within a practice and is used once.', example: 3 },
  'QueueEntry.status': { says: 'Its state.', example: 'READY' },
  'DoctorQueueEntry.status': { says: 'Its state.', example: 'READY' },
  isReady: { says: 'Whether the patient is ready to be called.', example: true },
  'toggleReady.isReady': { says: 'Ready or not; absent: toggles. If given, a repeat changes nothing.', example: true },
  media: { says: 'What the patient’s devices deliver, as their page reports it; null or absent: unknown.', example: 'BOTH' },
  joinedAt: { says: 'When the patient joined.', example: at('09:02:11') },
  callSessionId: { says: 'The call’s id; in an entry, the id of its open call, or null.', example: ids.call },
  'QueueEntry.callSessionId': { says: 'Its open call, or null.', example: null },
  'DoctorQueueEntry.callSessionId': { says: 'Its open call, or null.', example: null },
  'AuditLog.callSessionId': { says: 'The call it is about, or null.', example: ids.call },
  lastCall: { says: 'The latest call that is over; null: none.', example: null },
  'LastCall.status': { says: 'How it ended.', example: 'EXPIRED' },
  'LastCall.callSessionId': { says: 'Which call it was; absent: not known.', example: ids.call },
  at: { says: 'When it ended.', example: at('09:31:00') },
  calledAt: { says: 'When it rang.', example: at('09:30:00') },
  remindedAt: { says: 'When the doctor last asked the waiting patient to get ready; null: not since they last were.', example: null },
  askedAgainAt: { says: 'When a patient who was seen last asked to be let in again; null: never, or let in since.', example: null },
  leftReason: { says: 'Why the patient lost the place without leaving it; otherwise null.', example: null },
  online: { says: 'Whether the patient has a page open.', example: true },
  awaySince: { says: 'Since when the patient of a live entry is not `online`; otherwise null.', example: null },
  rev: { says: 'The queue’s count of changes, when this last changed.', example: 17 },
  'queue_updated.rev': { says: 'The queue’s count of changes.', example: 17 },
  'removeEntry.reason': { says: 'Why the patient is taken out.', example: 'NOT_HERE' },
  since: { says: 'A `rev`: only entries that changed after it, including those who left.', example: 16 },

  // Calls
  'CallSession.id': own(ids.call),
  'CallStatusView.id': own(ids.call),
  'CallSession.status': { says: 'Its state.', example: 'CONFIRMED' },
  'CallStatusView.status': { says: 'Its state.', example: 'CONFIRMED' },
  expiresAt: { says: 'When it expires: an unanswered invitation, a token, a credential.', example: at('09:31:00') },
  confirmedAt: { says: 'When the patient accepted; null: not yet.', example: at('09:30:12') },
  activatedAt: { says: 'When picture or sound first arrived; null: not yet, or never.', example: null },
  endedAt: { says: 'When it ended; null: it is open.', example: null },
  doctorPeerId: { says: 'The peer id of the doctor’s page; null: not registered.', example: 'dr-5c1f9a' },
  patientPeerId: { says: 'The peer id of the patient’s page; null: not registered.', example: 'pt-81d20e' },
  peerId: { says: 'The peer id of a page: your own choice, new for each page.', example: 'pt-81d20e' },
  offer: {
    says: 'The patient’s first session description, which saves sending it afterwards.',
    example: { type: 'offer', sdp: 'v=0' },
  },
  message: { says: 'What one end sends to the other.' },
  'SignalMessage.type': { says: 'What it is.', example: 'CANDIDATE' },
  dst: { says: 'The other end’s registered peer id.', example: 'dr-5c1f9a' },
  src: { says: 'The sender’s peer id; the server sets the true one.', example: 'pt-81d20e' },
  payload: {
    says: 'What the other end needs; the server does not read it. At most 16 levels.',
    example: { candidate: 'candidate:1 1 UDP 2 192.0.2.7 50000 typ host' },
  },
  n: { says: 'A rising number for the call’s signals; a receiver drops a signal it has already had.', example: 1764666612000 },
  from: { says: 'Which end sent it.', example: 'patient' },
  after: { says: 'Only signals with a greater `n`.', example: 1764666611999 },
  iceServers: { says: 'STUN and TURN servers, as RTCPeerConnection takes them.' },
  urls: { says: 'The server’s addresses.', example: ['turn:turn.clinic.example:3478?transport=udp'] },
  username: { says: 'For TURN: a short-lived name.', example: '1764670200:01989c6e' },
  credential: { says: 'For TURN: the password that belongs to it.', example: 'Zm9yIGFuIGhvdXI=' },
  iceTransportPolicy: { says: '`relay`: only by TURN.', example: 'all' },

  // The audit record
  'AuditLog.id': own(ids.audit),
  actorUserId: { says: 'Who did it; null: the system.', example: ids.doctor },
  actionType: { says: 'What was done.', example: 'CALL_INVITED' },
  timestamp: { says: 'When.', example: at('09:30:00') },
  metadata: { says: 'Codes that belong to it, never a name.', example: {} },

  // The clinic
  'ConsentText.version': { says: 'It changes with the wording of the text.', example: 2 },
  'ConsentText.language': { says: 'The language of `text`.', example: 'en' },
  'ClinicText.version': { says: 'It changes with the wording of the text.', example: 2 },
  'ClinicText.language': { says: 'The language of `text`.', example: 'en' },
  'ClinicText.kind': { says: 'Which text it is.', example: 'privacy' },
  text: {
    says: 'Paragraphs between empty lines; a line that begins with “## ” is a heading, one with “- ” a point of a list.',
    example: 'You agree that your doctor treats you by video.',
  },
  'clinicText.kind': { says: 'Which text.', example: 'privacy' },
  'clinicText.version': { says: 'An older version; absent: the one in force.', example: 1 },
  'giveConsent.version': { says: 'The version that was read.', example: 2 },
  newest: { says: 'The last answer; null: none yet.' },
  needed: { says: 'What joining a queue asks for now; null: nothing.' },
  textVersion: { says: 'The version that it is about.', example: 2 },
  isGiven: { says: 'Given, or withdrawn.', example: true },
  'Consent.at': { says: 'When.', example: at('09:00:00') },
  'Consent.language': { says: 'The language in which it was read.', example: 'en' },

  // Lists
  before: { says: 'The id of the last row seen: the list goes on after it.', example: ids.audit },
  limit: { says: 'How many rows at most; 200 by default.', example: 50 },
  'viewQueue.limit': { says: 'How many entries at most; all by default.', example: 50 },

  // Refusals and health
  'Problem.type': { says: 'Always about:blank; `code` identifies the problem.', example: 'about:blank' },
  title: { says: 'What is wrong, in a few words.', example: 'Not valid' },
  'Problem.status': { says: 'The HTTP status.', example: 422 },
  detail: { says: 'What to do about it.', example: 'Correct the fields named in “errors”.' },
  code: { says: 'What is wrong, for programs. Its meaning never changes.', example: 'INVALID' },
  requestId: { says: 'Finds the request in the server’s log.', example: '4b4c9f52-4d3a-4f0e-8f6c-2f4d9d8b1c11' },
  errors: { says: 'With INVALID: the fields that are wrong, each with a code of its own, such as PASSWORD_TOO_SHORT.' },
  path: { says: 'The field.', example: 'endTime' },
  'Problem.message': { says: 'What is wrong with it.', example: 'The practice must end after it starts.' },
  'Problem.publicOrigin': {
    says: 'With FOREIGN_ORIGIN: the clinic’s address, if it is configured.',
    example: 'https://clinic.example.org',
  },
  'Problem.scheduleId': { says: 'With ALREADY_ONLINE: the practice that is open.', example: ids.schedule },
  consent: { says: 'With CONSENT_NEEDED: what to agree to.' },
  'health.status': { says: 'Whether it serves.', example: 'ok' },
  store: {
    says: '`away`: the data cannot be reached now; this recovers automatically. `missing`, `damaged`: the database files are gone or broken, and the operator must act.',
    example: 'ok',
  },
  redis: { says: 'With several processes: whether Redis accepts writes. With `away`, everything works, more slowly.', example: 'ok' },
  uptimeSeconds: { says: 'How long it has run.', example: 86400 },
  version: { says: 'Of the product.', example: '0.1.0' },

  // Events
  'session_closed.reason': {
    says: '`revoked`: signed out, stop the media immediately. `too_many`: more than eight sockets of one account. `ended`: the call of this call’s token is over.',
    example: 'revoked',
  },
  'schedule_status_changed.status': { says: 'Its state.', example: 'ONLINE' },
  present: { says: 'Whether they are in the call’s room.', example: true },
  whole: { says: 'Whether every event arrives.', example: false },
  'call_confirmed.status': { says: 'Its state.', example: 'CONFIRMED' },
  'call_declined.status': { says: 'Its state.', example: 'DECLINED' },
  'call_expired.status': { says: 'Its state.', example: 'EXPIRED' },
  'call_cancelled.status': { says: 'Its state.', example: 'CANCELLED' },
  'call_activated.status': { says: 'Its state.', example: 'ACTIVE' },
  'call_ended.status': { says: 'Its state.', example: 'ENDED' },
  'call_ended.endReason': { says: 'Why it ended.', example: 'DOCTOR' },
  'peer_id_updated.role': { says: 'Whose it is.', example: 'patient' },
  'presence_changed.role': { says: 'Which end.', example: 'patient' },
  status: state,
}

/** The id in a path: a call’s or a practice’s. */
export const pathId = (isAboutCall: boolean): Word => (isAboutCall ? callId : practiceId)

/** The description of each named schema. */
export const schemaWords: Readonly<Record<string, string>> = {
  Problem: 'An error (RFC 9457).',
  ErrorCode: 'Every error code.',
  SignedIn: 'A sign-in: who, and the token.',
  User: 'A person, as they see themselves.',
  Account: 'An account, as its owner sees it.',
  UserKind: 'ACCOUNT signs in with an address and a password; GUEST came by a link and is bound to one schedule.',
  Id: 'A UUID.',
  Role: 'DOCTOR opens practices and calls; PATIENT joins and is called.',
  Instant: 'A time in UTC, with milliseconds.',
  NullableInstant: 'A time in UTC, with milliseconds, or null.',
  Registration: 'A new account.',
  Credentials: 'What a person signs in with.',
  GuestEntry: 'Who comes in, and by which link.',
  EnteredAsGuest: 'A guest who is signed in: who, the token, and the schedule.',
  JoinLook: 'What stands behind a link, before it is used.',
  LookedSchedule: 'The practice that a link leads to.',
  NextOpening: 'When the doctor’s next practice begins.',
  OpenPractice: 'Another doctor’s practice that is open now.',
  LinkSecret: 'The secret of a personal link.',
  JoinBy: 'ANYONE; INVITED: only with a personal link; ACCOUNT: only signed in.',
  JoinCode: 'A doctor’s practice link.',
  GuestLink: 'A personal link, as its doctor sees it.',
  MadeGuestLink: 'A new personal link, with its secret, which is shown this once.',
  NewGuestLink: 'For whom a personal link is, and where to send it.',
  GuestLinkStatus: 'OPEN: not used yet. USED: in use. REVOKED: by its doctor. ENDED: with its schedule.',
  GuestQuestions: 'What guests are asked: NO, ASKED or REQUIRED.',
  ReturnLink: 'A link to another device.',
  PatientFacts: 'What a patient told about themselves.',
  OfferedLanguage: 'A language of pages and notices.',
  Done: 'It is done; there is nothing more to return.',
  Me: 'The account that is signed in, and with which login.',
  Schedule: 'A practice of a doctor: a day and its times.',
  ScheduleStatus: 'UPCOMING: planned. ONLINE: open. COMPLETED: over. CANCELLED: it will not take place.',
  PracticeEndReason:
    'DOCTOR: the doctor ended it. DOCTOR_AWAY: it was past its end and the doctor was away. TOO_LONG: nobody had ended it.',
  NewSchedule: 'A practice to plan. An end before the start is on the next day, at most 16 hours later.',
  ScheduleChange: 'What to change in a plan; absent fields stay as they are.',
  DoctorQueueEntry: 'An entry in the queue, as its doctor sees it.',
  EntryStatus: 'WAITING, READY: in the queue. IN_CALL. DONE: seen. LEFT: left, or taken out. CLOSED: the practice ended first.',
  LastCall: 'The last call of an entry that is over.',
  EntryMedia: 'NONE, SOUND: a microphone. BOTH: camera and microphone.',
  LeftReason: 'REMOVED: the doctor took them out.',
  CallSession: 'A call between a doctor and a patient, starting with the invitation.',
  CallStatus:
    'INVITED: it rings. CONFIRMED: accepted, connecting. ACTIVE: picture or sound has arrived. ENDED, DECLINED, EXPIRED (nobody answered), CANCELLED (by the doctor): final.',
  EndReason:
    'DOCTOR, PATIENT: who ended it. RESET: put back into the queue. PRACTICE_ENDED. BOTH_GONE: neither was there for two minutes. NEVER_ACTIVE: nothing arrived within two minutes.',
  PeerId: 'The name of a page for its peer.',
  RemoveReason: 'ASKED: they asked to leave. NOT_HERE: they did not come. ABUSE.',
  CallStatusView: 'A call’s state, for pages that poll.',
  PatientSchedule: 'A practice as a patient sees it: never another patient in it.',
  QueueEntry: 'The patient’s own place in a queue.',
  PatientScheduleDetail: 'One practice, with the figures of its queue.',
  NextPractice: 'When the doctor’s next practice is.',
  PastSchedule: 'A practice that is over and in which you had no place: no figures.',
  Invitation: 'A call that rings.',
  CallToken: 'A token for one call.',
  CallSwitches: 'What a side has left on and switched off in a call.',
  OwnSide: 'What a side has switched off in a call, and whether it is in it.',
  SignalMessage: 'What the two ends send each other through the server, which reads only `type` and `dst`.',
  Signal: 'A signal as the other end receives it.',
  Side: 'Which end of a call.',
  IceServers: 'Servers that help two browsers find each other.',
  AuditLog: 'One row of the audit record: ids and codes, never a name.',
  ConsentText: 'The clinic’s consent text, in one language.',
  Consent: 'What a person has agreed to, or taken back.',
  ClinicText: 'A text of the clinic’s own, in one language.',
  ClinicTextKind: 'The texts that a clinic can have.',
  ActionType: 'Everything that leaves a row in the audit record.',
}

/** What each route does beyond its summary: effects, repeats, notes. */
export const routeWords: Readonly<Record<RouteName, string>> = {
  register: 'Also signs in. A doctor may have to wait for approval; until then they can read only their own account.',
  login: 'Returns a bearer token and sets the browser’s cookie. Each wrong attempt has to wait longer.',
  logout: 'Revokes the login; its sockets close within five seconds, on every process.',
  me: 'Works while a doctor waits for approval, too.',
  lookAtPractice: 'Reading it uses nothing up. A code that is unknown or has been renewed is not found.',
  lookAtLink: 'Reading it uses nothing up. A link that is unknown, revoked or over is not found.',
  enterAsGuest:
    'Sets the browser’s cookie, and ends the same person’s other logins. The first use of a personal link makes its guest, 201; later ones sign in the same person, 200. A guest who never joins a queue is removed after 24 hours.',
  makeReturnLink: 'For 15 minutes and one use. It ends the one made before.',
  listGuestLinks: 'With their state, and who uses them.',
  makeGuestLink: 'Sent to the address given, where the clinic has set up that channel. `secret` is shown this once.',
  revokeGuestLink: 'It opens nothing from then on; who came by it stays signed in. A repeat changes nothing.',
  getJoinCode: 'Made when it is first read.',
  renewJoinCode: 'The old one opens nothing from then on, printed ones included.',
  setJoinBy: 'It governs the practice link alone. A repeat changes nothing.',
  listSchedules: 'All states, pages of 200.',
  createSchedule: 'Any day from today on; overlapping plans are allowed. It is not open until it is started.',
  changeSchedule: 'UPCOMING: day and times. ONLINE: only `endTime`, and only to a later time; patients are notified.',
  cancelSchedule: 'Only UPCOMING. A repeat changes nothing.',
  startPractice: 'Patients can join from now on. One practice of a doctor is open at a time. A repeat changes nothing.',
  endPractice:
    'Anyone waiting is notified. Refused during a call unless `force` is set; an open invitation is cancelled. A repeat changes nothing.',
  viewQueue: 'The queue without those who left. With `since` a long queue travels as small changes.',
  startCall: 'The patient’s page rings until `expiresAt`. A repeat for the same patient returns the same call, 200.',
  remind: 'Notifies a WAITING patient’s pages; once a minute.',
  resetPatient: 'The patient is WAITING again, with the same number; a call of theirs ends. A repeat changes nothing.',
  removeEntry: 'The patient leaves the queue and is notified. The reason is in the audit record.',
  callStatus: 'For a page without a socket: every 1.5 seconds while it rings.',
  cancelCall: 'Only while it rings. The patient stays READY. A repeat changes nothing.',
  doctorSetPeerId: 'Again after a reload: the patient’s page is notified and connects again.',
  doctorEndCall: 'The patient is DONE if the call was ever ACTIVE, else WAITING. A repeat changes nothing.',
  browseSchedules: 'Open ones first, then by date and start.',
  viewSchedule: 'Any practice by its id: the link that a clinic hands out.',
  joinQueue: 'A repeat returns the same place, 200. After leaving: a new number.',
  toggleReady: 'Only READY patients are called. Not while an invitation is open.',
  leaveQueue: 'An open invitation is declined first. A repeat changes nothing.',
  ownConsent: 'Reads nothing that joining would not say.',
  giveConsent: 'Joining asks once a version. A repeat changes nothing.',
  withdrawConsent: 'A place that is held stays. A repeat changes nothing.',
  askAgain: 'The doctor’s page shows it. A repeat changes nothing.',
  pendingInvitation: 'For a page without a socket: every two seconds.',
  confirmCall: 'The patient is IN_CALL. With `offer` the first session description travels along. A repeat changes nothing.',
  declineCall: 'The patient is WAITING again and keeps the number. A repeat changes nothing.',
  patientSetPeerId: 'Again after a reload: the doctor’s page is notified and connects again.',
  patientEndCall: 'The patient is DONE if the call was ever ACTIVE, else WAITING. A repeat changes nothing.',
  activateCall: 'Either participant. Both peer ids have to be registered. A repeat changes nothing.',
  getCall: 'Only the two participants can read it.',
  callToken: 'Lets a call continue when someone else signs in in the same browser. Ask again before it expires.',
  sendSignal: 'Same rights and limits as the event; kept for 60 seconds.',
  listSignals: 'At most 100, the oldest first. Poll it every second, and only without a socket.',
  ownSide: 'Read it before a page that is new in the call turns anything on: what is off stays off. Kept for a day.',
  setSwitches: 'It switches nothing: the next of your pages reads it. No audit row.',
  callIceServers: 'Valid for an hour. Ask again for each new connection.',
  iceServers: 'Valid for an hour.',
  listAudit: 'Your own practices only; others are not found.',
  clinicText: 'In the first language of Accept-Language that it has, else in the clinic’s first.',
  health: 'For monitoring. 503 with the same body when the server cannot serve.',
}

interface EventWord {
  readonly says: string
  /** Who receives it; for client events, who may send it. */
  readonly who: string
}

/** What each server event means, and who receives it. */
export const serverEventWords: Readonly<Record<ServerEvent, EventWord>> = {
  schedule_status_changed: {
    says: 'A practice was opened, ended, changed or cancelled, or its doctor went away or came back.',
    who: 'everyone signed in who has not left browsing; the practice’s doctor and its patients always',
  },
  queue_updated: {
    says: 'A queue changed. Read it again, with `since` where it is long.',
    who: 'the practice’s doctor, and its patients at most once a second',
  },
  call_invitation: { says: 'It rings.', who: 'the patient' },
  call_confirmed: { says: 'The patient accepted: both go to the call’s page.', who: 'both participants' },
  call_declined: { says: 'The patient chose “Not now”.', who: 'both participants' },
  call_expired: { says: 'Nobody answered.', who: 'both participants' },
  call_cancelled: { says: 'The doctor cancelled the call before it was answered.', who: 'both participants' },
  call_activated: { says: 'Picture or sound has arrived.', who: 'both participants' },
  call_ended: { says: 'The call is over.', who: 'both participants' },
  peer_id_updated: { says: 'One end’s page is reached by another peer id from now on.', who: 'both participants' },
  signal: { says: 'What the other end sends: session descriptions and candidates.', who: 'the other end’s sockets in the call' },
  session_closed: { says: 'This socket is about to be closed, and why.', who: 'that socket' },
  status_reset: {
    says: 'The doctor put the patient back into the queue, or took them out of it. Read the practice again.',
    who: 'the patient',
  },
  ready_reminder: { says: 'The doctor asks a waiting patient to get ready.', who: 'the patient' },
  presence_changed: {
    says: 'Someone’s page has gone or come back: a participant of a call, or a waiting patient.',
    who: 'the call’s room, or the practice’s doctor',
  },
  delivery_changed: {
    says: 'While `whole` is false, events may be missing: poll as without a socket. When it is true again, read once.',
    who: 'every socket of a server process, when this changes; a new socket where it is false',
  },
}

/** What each client event requests, and who may send it. Each is answered by an acknowledgement. */
export const clientEventWords: Readonly<Record<ClientEvent, EventWord>> = {
  join_schedule: { says: 'Receive the events of a queue.', who: 'its doctor; patients with a place in it' },
  leave_schedule: { says: 'Stop receiving them.', who: 'anyone who joined' },
  join_call: { says: 'Join a call’s room: receive its signals, and count as present.', who: 'its two participants' },
  leave_call: { says: 'Leave the room.', who: 'anyone who joined' },
  leave_browsing: {
    says: 'Stop receiving `schedule_status_changed` of all practices: the page shows no list of them.',
    who: 'any account',
  },
  join_browsing: { says: 'Receive it again. Every socket of an account receives it from the start.', who: 'any account' },
  signal: {
    says: 'Send something to the other end: at most 64 KiB, and 50 a second.',
    who: 'the participants of a CONFIRMED or ACTIVE call',
  },
}
