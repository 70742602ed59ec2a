/** Who takes a step: a person in a role, or the system itself (expiry, both gone, the end of a practice). */
export type Actor = 'DOCTOR' | 'PATIENT' | 'SYSTEM'

/**
 * One row of a state machine. `from` null is a row that does not exist yet; `done` are the states in which
 * the same request again is a no-op; `to` null keeps the state.
 */
interface Transition<S extends string> {
  readonly from: readonly (S | null)[]
  readonly to: S | null
  readonly done: readonly S[]
  readonly by: readonly Actor[]
}

export type Machine<S extends string, A extends string = string> = Readonly<Record<A, Transition<S>>>

export type Step<S extends string> = { ok: true; status: S; changed: boolean } | { ok: false; error: 'WRONG_STATE' | 'WRONG_ROLE' }

/**
 * What `action` by `by` does to a row in `status` (null: no row yet). Pure; the only transition code there is.
 * `changed` is false if the action has already been done.
 */
export function step<S extends string, A extends string>(machine: Machine<S, A>, status: S | null, action: A, by: Actor): Step<S> {
  const row = machine[action]
  if (!row.by.includes(by)) return { ok: false, error: 'WRONG_ROLE' }
  if (status !== null && row.done.includes(status)) return { ok: true, status, changed: false }
  if (!row.from.includes(status)) return { ok: false, error: 'WRONG_STATE' }
  const to = row.to ?? status
  return to === null ? { ok: false, error: 'WRONG_STATE' } : { ok: true, status: to, changed: true }
}
