import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callMachine, callStatuses, inRoomStatuses, openStatuses } from './calls/call-status.ts'
import { step, type Actor, type Machine } from './machine.ts'
import { entryMachine, entryStatuses, inQueueStatuses, liveStatuses, shownStatuses } from './waiting/entry-status.ts'
import { scheduleMachine, ScheduleStatus } from './waiting/schedule.ts'
import { guestLinkMachine, joinCodeMachine } from './people/guest-link.ts'
import { loginMachine } from './people/login.ts'
import { userMachine } from './people/user.ts'

const actors: readonly Actor[] = ['DOCTOR', 'PATIENT', 'SYSTEM']

/** For each action, who may take it (D, P, S) and the result from each status: `=` already done, `.` refused. */
type Table = Record<string, { by: string; from: string }>

/** The columns: a row that does not exist yet, then each status. */
const machines: Record<string, { machine: Machine<string>; statuses: readonly string[]; table: Table }> = {
  call: {
    machine: callMachine,
    statuses: callStatuses,
    table: {
      //                          –       INVITED   CONFIRMED ACTIVE    ENDED    DECLINED EXPIRED CANCELLED
      invite: { by: 'D', from: '  INVITED .         .         .         .        .        .       .' },
      confirm: { by: 'P', from: ' .       CONFIRMED =         =         .        .        .       .' },
      decline: { by: 'P', from: ' .       DECLINED  .         .         .        =        .       .' },
      cancel: { by: 'DS', from: ' .       CANCELLED .         .         .        .        .       =' },
      expire: { by: 'S', from: '  .       EXPIRED   .         .         .        .        =       .' },
      setPeerId: { by: 'DP', from: '.     .         CONFIRMED ACTIVE    .        .        .       .' },
      activate: { by: 'DP', from: ' .     .         ACTIVE    =         .        .        .       .' },
      end: { by: 'DPS', from: '   .       .         ENDED     ENDED     =        .        .       .' },
    },
  },
  entry: {
    machine: entryMachine,
    statuses: entryStatuses,
    table: {
      //                          –       WAITING READY   IN_CALL DONE    LEFT CLOSED
      join: { by: 'P', from: '    WAITING =       =       =       .       .    .' },
      ready: { by: 'P', from: '   .       READY   =       =       .       .    .' },
      notReady: { by: 'P', from: '.       =       WAITING .       .       .    .' },
      leave: { by: 'P', from: '   .       LEFT    LEFT    .       .       =    .' },
      remind: { by: 'D', from: '  .       WAITING .       .       .       .    .' },
      remove: { by: 'D', from: '  .       LEFT    LEFT    .       .       =    .' },
      reset: { by: 'D', from: '   .       =       WAITING WAITING WAITING .    .' },
      askAgain: { by: 'P', from: '.       .       .       .       DONE    .    .' },
      invite: { by: 'D', from: '  .       .       READY   .       .       .    .' },
      keepReady: { by: 'DS', from: '.     .       READY   .       .       .    .' },
      enterCall: { by: 'P', from: ' .     .       IN_CALL .       .       .    .' },
      waitAgain: { by: 'DPS', from: '.    .       WAITING WAITING .       .    .' },
      finish: { by: 'DPS', from: ' .      .       .       DONE    .       .    .' },
      close: { by: 'DS', from: '  .       CLOSED  CLOSED  CLOSED  .       .    =' },
    },
  },
  schedule: {
    machine: scheduleMachine,
    statuses: ScheduleStatus.options,
    table: {
      //                          –        UPCOMING  ONLINE    COMPLETED CANCELLED
      create: { by: 'D', from: '  UPCOMING .         .         .         .' },
      change: { by: 'D', from: '  .        UPCOMING  ONLINE    .         .' },
      cancel: { by: 'DS', from: ' .        CANCELLED .         .         =' },
      start: { by: 'D', from: '   .        ONLINE    =         .         .' },
      end: { by: 'DS', from: '    .        .         COMPLETED =         .' },
      away: { by: 'S', from: '    .        .         ONLINE    .         .' },
      back: { by: 'S', from: '    .        .         ONLINE    .         .' },
      settle: { by: 'S', from: '  .        .         .         COMPLETED CANCELLED' },
    },
  },
  login: {
    machine: loginMachine,
    statuses: ['OPEN', 'REVOKED'],
    table: {
      login: { by: 'DP', from: 'OPEN . .' },
      logout: { by: 'DP', from: '. REVOKED =' },
      end: { by: 'DPS', from: '. REVOKED =' },
      move: { by: 'P', from: '. REVOKED =' },
    },
  },
  user: {
    machine: userMachine,
    statuses: ['ACTIVE', 'AWAITING_APPROVAL', 'DISABLED', 'CLOSED'],
    table: {
      register: { by: 'DP', from: 'ACTIVE . . . .' },
      registerForApproval: { by: 'D', from: 'AWAITING_APPROVAL . . . .' },
      joinAsGuest: { by: 'P', from: 'ACTIVE . . . .' },
      approve: { by: 'S', from: '. = ACTIVE . .' },
      disableDoctor: { by: 'S', from: '. DISABLED DISABLED = .' },
      enableDoctor: { by: 'S', from: '. = . ACTIVE .' },
      enableAwaitingDoctor: { by: 'S', from: '. . = AWAITING_APPROVAL .' },
      disablePatient: { by: 'S', from: '. DISABLED . = .' },
      enablePatient: { by: 'S', from: '. = . ACTIVE .' },
      changePassword: { by: 'DP', from: '. ACTIVE AWAITING_APPROVAL . .' },
      resetPassword: { by: 'DP', from: '. ACTIVE AWAITING_APPROVAL . .' },
      changeEmail: { by: 'DP', from: '. ACTIVE AWAITING_APPROVAL . .' },
      close: { by: 'DP', from: '. CLOSED CLOSED . =' },
      removeGuest: { by: 'S', from: '. CLOSED . . =' },
    },
  },
  guestLink: {
    machine: guestLinkMachine,
    statuses: ['OPEN', 'USED', 'REVOKED', 'ENDED'],
    table: {
      make: { by: 'D', from: 'OPEN . . . .' },
      makeOwn: { by: 'P', from: 'OPEN . . . .' },
      use: { by: 'P', from: '. USED = . .' },
      revoke: { by: 'D', from: '. REVOKED REVOKED = =' },
      end: { by: 'PS', from: '. ENDED ENDED = =' },
    },
  },
  joinCode: {
    machine: joinCodeMachine,
    statuses: ['ANYONE', 'INVITED', 'ACCOUNT'],
    table: {
      make: { by: 'D', from: 'ANYONE . . .' },
      renew: { by: 'D', from: '. ANYONE INVITED ACCOUNT' },
      setJoinBy: { by: 'D', from: '. ANYONE INVITED ACCOUNT' },
    },
  },
}

for (const [name, { machine, statuses, table }] of Object.entries(machines))
  test(`${name} machine: every status × action × actor`, () => {
    assert.deepEqual(Object.keys(machine).toSorted(), Object.keys(table).toSorted())
    for (const [action, { by, from }] of Object.entries(table)) {
      const outcomes = from.trim().split(/\s+/)
      const rows = [null, ...statuses]
      assert.equal(outcomes.length, rows.length, action)
      for (const [i, status] of rows.entries())
        for (const actor of actors) {
          const outcome = outcomes[i]!
          const got = step(machine, status, action, actor)
          const what = `${String(status)} ${action} by ${actor}`
          if (!by.includes(actor[0]!)) assert.deepEqual(got, { ok: false, error: 'WRONG_ROLE' }, what)
          else if (outcome === '.') assert.deepEqual(got, { ok: false, error: 'WRONG_STATE' }, what)
          else assert.deepEqual(got, { ok: true, status: outcome === '=' ? status : outcome, changed: outcome !== '=' }, what)
        }
    }
  })

test('call statuses: open calls have steps left, calls in the room can be ended', () => {
  const from = (actions: readonly (keyof typeof callMachine)[]): (typeof callStatuses)[number][] =>
    callStatuses.filter((status) => actions.some((action) => (callMachine[action].from as readonly unknown[]).includes(status)))
  assert.deepEqual(openStatuses, from(['confirm', 'decline', 'cancel', 'expire', 'activate', 'end']))
  assert.deepEqual(inRoomStatuses, from(['end']))
})

test('entry statuses: a join finds live entries, those in the queue can be left, all but LEFT are shown', () => {
  assert.deepEqual(liveStatuses, entryMachine.join.done)
  assert.deepEqual(inQueueStatuses, entryMachine.leave.from)
  assert.deepEqual([...shownStatuses, entryMachine.leave.to].toSorted(), entryStatuses.toSorted())
})
