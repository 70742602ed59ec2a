import type { AuditLog, RemoveReason, Schedule } from '@medconsult/contract'
import type { PlainKey } from '@medconsult/words'
import { clinic } from '../ui/words/clinic.ts'
import { clockTime, shortDate } from '../ui/words/format.ts'
import { referenceOf } from '../ui/words/reference.ts'
import { t } from '../ui/words/text.ts'
import type { TagState } from '../ui/tag.tsx'

const removedBecause = {
  NOT_HERE: 'audit.removed.notHere',
  ASKED: 'audit.removed.asked',
  ABUSE: 'audit.removed.abuse',
} as const satisfies Record<RemoveReason, PlainKey>

/** What happened, and why if the record says so: "Taken out of the queue: not here". */
export function happenedWords({ actionType, metadata }: Pick<AuditLog, 'actionType' | 'metadata'>): string {
  const [, because] = Object.entries(removedBecause).find(([it]) => it === metadata['reason']) ?? []
  return t(actionType === 'QUEUE_REMOVED' && because ? because : `audit.happened.${actionType}`)
}

const tagOf: Readonly<Record<string, TagState>> = {
  WAITING: 'waiting',
  READY: 'ready',
  IN_CALL: 'incall',
  DONE: 'done',
  LEFT: 'left',
  CLOSED: 'done',
}

/** What the action did to the patient's place; empty if nothing. */
export function changeOf({ actionType, metadata }: Pick<AuditLog, 'actionType' | 'metadata'>): { from?: TagState; to?: TagState } {
  const from = tagOf[String(metadata['from'])]
  const to = tagOf[String(metadata['to'])]
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- every other action leaves the place as it is
  switch (actionType) {
    case 'QUEUE_JOINED':
    case 'QUEUE_READY':
    case 'QUEUE_NOT_READY':
    case 'QUEUE_LEFT':
    case 'QUEUE_REMOVED':
    case 'QUEUE_RESET':
      return { ...(from && { from }), ...(to && { to }) }
    case 'CALL_INVITED':
      return { from: 'ready', to: 'invited' }
    case 'CALL_CONFIRMED':
      return { from: 'invited', to: 'incall' }
    case 'CALL_DECLINED':
    case 'CALL_EXPIRED':
      return { from: 'invited', to: 'waiting' }
    case 'CALL_CANCELLED':
      return { from: 'invited', to: 'ready' }
    case 'CALL_ENDED':
      return metadata['endReason'] === 'RESET' || metadata['from'] === 'CONFIRMED'
        ? { from: 'incall', to: 'waiting' }
        : { from: 'incall', to: 'done' }
    default:
      return {}
  }
}

interface People {
  readonly doctor: { readonly id: string; readonly name: string }
  /** By id, as far as known. */
  readonly patients: ReadonlyMap<string, string>
}

/** Who did it: "Dr. Sarah Quinn, for Amara Okafor", "MedConsult, for Amara Okafor". */
export function byWhom({ actorUserId, patientId }: AuditLog, { doctor, patients }: People): string {
  if (actorUserId !== null && actorUserId === patientId) return patients.get(patientId) ?? t('audit.by.left')
  const actor = actorUserId === null ? 'MedConsult' : actorUserId === doctor.id ? doctor.name : t('audit.by.someone')
  if (patientId === null) return actor
  const patient = patients.get(patientId)
  return patient === undefined ? t('audit.by.forLeft', { actor }) : t('audit.by.for', { actor, patient })
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** Practices whose patients are read at first, and added with each press. */
export const PRACTICES_AT_ONCE = 10

/** The practices whose patients the filter offers: the chosen one, otherwise the newest that were opened, at most `most`. */
export function practicesRead(schedules: readonly Schedule[], chosen: string, most: number): { ids: readonly string[]; isAll: boolean } {
  if (chosen) return { ids: [chosen], isAll: true }
  const opened = schedules.filter(({ status }) => status === 'ONLINE' || status === 'COMPLETED')
  return { ids: opened.slice(0, most).map(({ id }) => id), isAll: opened.length <= most }
}

/** The choices, those with the same label extended by their reference. */
function withReferences(choices: readonly Choice[]): readonly Choice[] {
  const alike = Map.groupBy(choices, ({ label }) => label)
  return choices.map(({ value, label }) => ({
    value,
    label: alike.get(label)!.length === 1 ? label : t('audit.filter.apart', { name: label, reference: referenceOf(value) }),
  }))
}

/** Patients by name, and the chosen one if not among them. */
export function patientChoices(names: People['patients'], chosen: string): readonly Choice[] {
  const all = [...names].map(([value, label]) => ({ value, label }))
  if (chosen && !names.has(chosen)) all.push({ value: chosen, label: t('audit.filter.thisPatient') })
  return withReferences(all).toSorted((a, b) => a.label.localeCompare(b.label))
}

/** The calls of some rows, newest first: "Amara Okafor, Mon 23 Nov, 09:31". A chosen one that is not among them by its reference. */
export function callChoices(rows: readonly AuditLog[], names: People['patients'], chosen: string): readonly Choice[] {
  const begun = new Map<string, AuditLog>()
  for (const row of rows) if (row.callSessionId !== null) begun.set(row.callSessionId, row)
  const calls = [...begun].map(([value, { patientId, timestamp }]) => {
    const inClinic = { timeZone: clinic.timeZone }
    const patient = (patientId !== null && names.get(patientId)) || t('audit.by.left')
    const [day, time] = [shortDate(timestamp, inClinic), clockTime(timestamp, inClinic)]
    return { value, label: t('audit.filter.oneCall', { patient, day, time }) }
  })
  const all = withReferences(calls)
  return chosen && !begun.has(chosen) ? [{ value: chosen, label: referenceOf(chosen) }, ...all] : all
}
