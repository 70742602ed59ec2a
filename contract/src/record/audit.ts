import { z } from '../zod.ts'
import { Id, Instant } from '../primitives.ts'
import { callMachine } from '../calls/call-status.ts'
import { entryMachine } from '../waiting/entry-status.ts'
import { scheduleMachine } from '../waiting/schedule.ts'
import { loginMachine } from '../people/login.ts'
import { userMachine } from '../people/user.ts'
import { guestLinkMachine, joinCodeMachine } from '../people/guest-link.ts'
import { consentMachine } from '../people/consent.ts'
import { clinicMachine } from '../clinic/clinic.ts'

const machines = [
  userMachine,
  loginMachine,
  scheduleMachine,
  entryMachine,
  callMachine,
  guestLinkMachine,
  joinCodeMachine,
  consentMachine,
  clinicMachine,
] as const

/** Of each machine by itself: a union of them has no action in common. */
type Audited<M> = M extends unknown ? { [A in keyof M]: M[A] extends { audit: infer X } ? Exclude<X, null> : never }[keyof M] : never

/** All action types, collected from the machines. */
export type ActionType = Audited<(typeof machines)[number]>

const actionTypes = machines
  .flatMap((machine): (ActionType | null)[] => Object.values(machine).map((row) => row.audit))
  .filter((audit) => audit !== null)

export const ActionType = z.enum([...new Set<ActionType>(actionTypes)] as [ActionType, ...ActionType[]]).meta({ id: 'ActionType' })

/** Ids and codes, never a name. `actorUserId` is null where the system acts. */
export const AuditLog = z
  .object({
    id: Id,
    actorUserId: Id.nullable(),
    actionType: ActionType,
    scheduleId: Id.nullable(),
    patientId: Id.nullable(),
    callSessionId: Id.nullable(),
    timestamp: Instant,
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'AuditLog' })
export type AuditLog = z.infer<typeof AuditLog>
