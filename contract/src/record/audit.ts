import { z } from '../zod.ts'
import { Id, Instant } from '../primitives.ts'
import { callMachine } from '../calls/call-status.ts'
import { entryMachine } from '../waiting/entry-status.ts'
import { scheduleMachine } from '../waiting/schedule.ts'
import { loginMachine } from '../people/login.ts'
import { userMachine } from '../people/user.ts'

type Audited<M> = { [A in keyof M]: M[A] extends { audit: infer X } ? Exclude<X, null> : never }[keyof M]

/** All action types, collected from the machines. */
export type ActionType =
  | Audited<typeof userMachine>
  | Audited<typeof loginMachine>
  | Audited<typeof scheduleMachine>
  | Audited<typeof entryMachine>
  | Audited<typeof callMachine>

const actionTypes = [userMachine, loginMachine, scheduleMachine, entryMachine, callMachine]
  .flatMap((machine) => Object.values(machine).map((row) => row.audit))
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
