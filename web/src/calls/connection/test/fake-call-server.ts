import type { CallSession, Side, Signal, SignalMessage } from '@medconsult/contract'

const overProblem = {
  type: 'about:blank',
  title: 'Wrong state',
  status: 409,
  detail: 'The call is over.',
  code: 'WRONG_STATE',
  requestId: 'r',
}

const other = (side: Side): Side => (side === 'doctor' ? 'patient' : 'doctor')

/** The call's id as one end sees it: tab storage is keyed by it, and both ends run in one process. */
export const callOf = (side: Side): string => `call-of-${side}`

/**
 * The server in one confirmed call, as its two ends see it by HTTP while the socket is down. `whenever` delays each request
 * and reply.
 */
export class FakeCallServer {
  readonly session: CallSession = {
    id: 'call',
    scheduleId: 'schedule',
    doctorId: 'doctor',
    patientId: 'patient',
    doctorName: 'Dr. Ada Weber',
    patientName: 'Ben Sommer',
    status: 'CONFIRMED',
    doctorPeerId: null,
    patientPeerId: null,
    expiresAt: '2099-01-01T00:00:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
    confirmedAt: '2026-01-01T00:00:00.000Z',
    activatedAt: null,
    endedAt: null,
    endReason: null,
  }
  readonly requests: string[] = []
  readonly signals: Signal[] = []
  private readonly whenever: () => Promise<unknown>

  constructor(whenever: () => Promise<unknown> = () => Promise.resolve()) {
    this.whenever = whenever
  }

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    await this.whenever()
    const reply = this.answer(String(input), init)
    await this.whenever()
    return Response.json(reply.body, { status: reply.status })
  }

  private answer(url: string, { method = 'GET', body }: RequestInit): { status: number; body: unknown } {
    const { pathname, searchParams } = new URL(url, 'http://clinic.example')
    this.requests.push(`${method} ${pathname}`)
    const side: Side = pathname.includes(callOf('doctor')) ? 'doctor' : 'patient'
    const sent = (typeof body === 'string' ? JSON.parse(body) : {}) as { peerId?: string; message?: SignalMessage }
    if (this.session.status === 'ENDED' && method === 'POST') return { status: 409, body: overProblem }
    switch (pathname.slice(pathname.lastIndexOf('/') + 1)) {
      case 'set-peer-id':
        Object.assign(this.session, { [side === 'doctor' ? 'doctorPeerId' : 'patientPeerId']: sent.peerId })
        return { status: 200, body: this.session }
      case 'activate':
        Object.assign(this.session, { status: 'ACTIVE' })
        return { status: 200, body: this.session }
      case 'signals': {
        if (method === 'GET')
          return { status: 200, body: this.signals.filter(({ n, from }) => from === other(side) && n > Number(searchParams.get('after'))) }
        const message = sent.message!
        const n = this.signals.length + 1
        this.signals.push({ n, from: side, peerId: `${side}-peer`, message })
        return { status: 201, body: { n } }
      }
      case 'ice-servers':
        return { status: 200, body: { iceServers: [], iceTransportPolicy: 'all', expiresAt: '2099-01-01T00:00:00.000Z' } }
      default:
        return { status: 200, body: sent }
    }
  }
}
