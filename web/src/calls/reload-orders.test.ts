import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import type { Side, Signal } from '@medconsult/contract'
import { holdEvents, newInbox, takeEvent, takeRead, type Inbox } from './connection/signals/inbox.ts'
import { newReconnectState, type ReconnectEffect, type ReconnectState, type ReconnectEvent } from './connection/reconnect-state.ts'
import { stepReconnect } from './connection/reconnect-machine.ts'
import { judgeSignal, stamped, type Incarnation } from './connection/signals/incarnation.ts'

/**
 * Two ends of a call: the real reconnect machine, inbox and stamps, around a model of PeerJS (an offer makes a connection,
 * its answer agrees on it) and of the network: a page's messages arrive in order, but the LEAVE of a closing page is sent
 * separately and may be lost; a page receives events once its socket is in the call's room, and reads what came before.
 * Every possible order is tried.
 */
interface Page {
  readonly reconnect: ReconnectState
  readonly page: Incarnation
  readonly theirPage: Incarnation | null
  readonly inbox: Inbox
  /** `out`: not in the room; `joined`: in it, earlier signals not yet read; `synced`: they are. */
  readonly room: 'out' | 'joined' | 'synced'
  readonly events: readonly Signal[]
  /** Under way to the server, in order. */
  readonly sending: readonly Message[]
  readonly connection: string | null
  readonly agreed: boolean
  readonly offered: string | null
  /** The last handled `n`, which survives a refresh. */
  readonly handled: number
}
type Message = Signal['message']
type World = {
  readonly doctor: Page
  readonly patient: Page
  readonly log: readonly Signal[]
  /** LEAVE messages under way. */
  readonly last: readonly { readonly from: Side; readonly message: Message }[]
  readonly reloads: readonly Side[]
  readonly connections: number
  /** No candidates, and joining and reading are one step: fewer orders, so that more reloads can be tried. */
  readonly coarse: boolean
}

const other = (side: Side): Side => (side === 'doctor' ? 'patient' : 'doctor')
const id = (side: Side): string => `${side}-id`

/** A page in a running call. */
function running(side: Side): Page {
  return {
    reconnect: { ...newReconnectState(side), able: true, theirs: id(other(side)), link: 'up', met: true, shown: 'live' },
    page: { peerId: id(side), life: 1 },
    theirPage: { peerId: id(other(side)), life: 1 },
    inbox: { ...newInbox(0), held: null },
    room: 'synced',
    events: [],
    sending: [],
    connection: 'first',
    agreed: true,
    offered: null,
    handled: 0,
  }
}

const put = (world: World, side: Side, change: Partial<Page>): World => ({ ...world, [side]: { ...world[side], ...change } })

function send(world: World, side: Side, type: Message['type'], payload: object): World {
  const message = stamped({ type, dst: id(other(side)), payload }, world[side].page)
  return put(world, side, { sending: [...world[side].sending, message] })
}

function dispatch(world: World, side: Side, event: ReconnectEvent): World {
  const { state, effects } = stepReconnect(world[side].reconnect, event)
  return effects.reduce((now, effect) => run(now, side, effect), put(world, side, { reconnect: state }))
}

function run(world: World, side: Side, effect: ReconnectEffect): World {
  switch (effect.do) {
    case 'call': {
      const connection = `${side} ${world.connections}`
      const called = { ...put(world, side, { connection, agreed: false }), connections: world.connections + 1 }
      const offered = send(called, side, 'OFFER', { connectionId: connection })
      return world.coarse ? offered : send(offered, side, 'CANDIDATE', { connectionId: connection })
    }
    case 'answer': {
      const connection = world[side].offered
      return connection === null
        ? world
        : send(put(world, side, { connection, agreed: true, offered: null }), side, 'ANSWER', { connectionId: connection })
    }
    case 'ask':
      return send(world, side, 'RESTART', { what: effect.what, fresh: effect.fresh })
    case 'hang-up':
      return put(world, side, { connection: null, agreed: false })
    case 'restart-ice':
    case 'set':
    case 'clear':
      return world
  }
}

function receive(before: World, side: Side, signal: Signal): World {
  const page = before[side]
  const { counts, theirs } = judgeSignal(page.theirPage, page.reconnect.theirs, signal.message)
  const world = put(before, side, { theirPage: theirs, handled: Math.max(page.handled, signal.n) })
  if (!counts) return world
  const { connectionId = '', fresh = false } = signal.message.payload as { connectionId?: string; fresh?: boolean }
  switch (signal.message.type) {
    case 'LEAVE':
      return dispatch(world, side, { type: 'left' })
    case 'RESTART':
      return dispatch(world, side, { type: 'asked', what: 'call', fresh })
    case 'OFFER': {
      const offered = put(world, side, { offered: connectionId })
      return page.reconnect.able ? dispatch(offered, side, { type: 'incoming' }) : offered
    }
    case 'ANSWER':
      return page.connection === connectionId ? put(world, side, { agreed: true }) : dispatch(world, side, { type: 'answered-late' })
    case 'CANDIDATE':
      return world
  }
}

const receiveAll = (world: World, side: Side, { inbox, received }: { inbox: Inbox; received: readonly Signal[] }): World =>
  received.reduce((now, signal) => receive(now, side, signal), put(world, side, { inbox }))

/** The server stores a message and emits it to the sockets in the room. */
function accept(world: World, from: Side, message: Message): World {
  const signal: Signal = { n: world.log.length + 1, from, peerId: id(from), message }
  const logged = { ...world, log: [...world.log, signal] }
  const to = other(from)
  return logged[to].room === 'out' ? logged : put(logged, to, { events: [...logged[to].events, signal] })
}

function reload(world: World, side: Side): World[] {
  const { page, handled, sending } = world[side]
  const fresh: Page = {
    ...running(side),
    reconnect: { ...newReconnectState(side), theirs: id(other(side)) },
    page: { ...page, life: page.life + 1 },
    theirPage: null,
    inbox: holdEvents(newInbox(handled)),
    room: 'out',
    connection: null,
    agreed: false,
    handled,
  }
  const word = { from: side, message: stamped({ type: 'LEAVE', dst: id(other(side)) }, page) }
  const reloads = world.reloads.toSpliced(world.reloads.indexOf(side), 1)
  // What was being sent may still arrive or not, and so may the LEAVE.
  return [0, sending.length].flatMap((arrived) => {
    const sent = sending.slice(0, arrived).reduce((now, message) => accept(now, side, message), world)
    const next = { ...put(sent, side, fresh), reloads }
    return [next, { ...next, last: [...next.last, word] }]
  })
}

/** Everything that can happen next, without timers: no order may need one. */
function* nextOf(world: World): Generator<World> {
  for (const side of new Set(world.reloads)) yield* reload(world, side)
  for (const [at, { from, message }] of world.last.entries()) yield accept({ ...world, last: world.last.toSpliced(at, 1) }, from, message)
  for (const side of ['doctor', 'patient'] as const) {
    const page = world[side]
    const [message, ...waiting] = page.sending
    if (message) yield accept(put(world, side, { sending: waiting }), side, message)
    if (!page.reconnect.able)
      yield dispatch(world, side, { type: 'able', returning: page.offered === null, ...(page.offered !== null && { offer: 'here' }) })
    if (page.room === 'out' && !world.coarse) yield put(world, side, { room: 'joined' })
    if (page.room !== 'synced') {
      const whole = world.coarse || page.room === 'joined'
      const batch = world.log.filter(({ n, from }) => from === other(side) && n > page.inbox.readTo)
      if (whole || batch.length > 0)
        yield receiveAll(put(world, side, whole ? { room: 'synced' } : {}), side, takeRead(page.inbox, batch, whole))
    }
    const [event, ...later] = page.events
    if (event) yield receiveAll(put(world, side, { events: later }), side, takeEvent(page.inbox, event))
    const peer = world[other(side)]
    if (
      page.reconnect.link === 'connecting' &&
      page.connection !== null &&
      page.connection === peer.connection &&
      page.agreed &&
      peer.agreed
    )
      yield dispatch(world, side, { type: 'link', state: 'up' })
  }
}

const startOf = (reloads: readonly Side[], coarse: boolean): World => ({
  doctor: running('doctor'),
  patient: running('patient'),
  log: [],
  last: [],
  reloads,
  connections: 1,
  coarse,
})

function assertTogether({ doctor, patient, log }: World): void {
  const exchanged = log.map(({ from, message: { type, payload } }) => `${from} ${type} ${JSON.stringify(payload)}`).join('\n')
  assert.deepEqual([doctor.reconnect.link, patient.reconnect.link, doctor.connection], ['up', 'up', patient.connection], exchanged)
  assert.deepEqual(
    [doctor.reconnect.gone, patient.reconnect.gone],
    [false, false],
    `the picture is covered, and “left” comes:\n${exchanged}`,
  )
}

function tryAllOrders(start: World): number {
  const seen = new Set<string>()
  const open = [start]
  for (let world = open.pop(); world; world = open.pop()) {
    const name = JSON.stringify(world)
    if (seen.has(name)) continue
    seen.add(name)
    const next = [...nextOf(world)]
    open.push(...next)
    if (next.length === 0) assertTogether(world)
  }
  return seen.size
}

for (const side of ['doctor', 'patient'] as const) {
  it(`the ${side}’s page reloads: in every order of what both ends receive they are connected again, without a timer`, () => {
    assert.ok(tryAllOrders(startOf([side], false)) > 500)
  })
}

for (const reloads of [
  ['doctor', 'patient'],
  ['patient', 'patient'],
  ['doctor', 'doctor'],
] as const) {
  it(`${reloads.join(' and ')} reload: connected again in every order`, () => {
    assert.ok(tryAllOrders(startOf(reloads, true)) > 500)
  })
}

it('both reload several times: connected again in any order', () => {
  const side = fc.constantFrom<Side>('doctor', 'patient')
  fc.assert(
    fc.property(fc.array(side, { minLength: 2, maxLength: 5 }), fc.infiniteStream(fc.nat()), (reloads, choices) => {
      let world = startOf(reloads, false)
      for (let next = [...nextOf(world)]; next.length > 0; next = [...nextOf(world)]) world = next[choices.next().value % next.length]!
      assertTogether(world)
    }),
    { numRuns: 2000 },
  )
})
