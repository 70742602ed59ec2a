import { clinicTextKinds, offeredLanguages } from '@medconsult/contract'
import { stringify } from 'yaml'
import { CLINIC_ID } from '../core/clinic-row.ts'
import type { Store } from '../store/store.ts'
import { clinicOf, textId, type ClinicDefaults } from './read-clinic.ts'

/** What is set, as a file that can be set again; what is not set stands behind “#”, as it is by default. */
export async function showClinic(store: Store, defaults: ClinicDefaults): Promise<string[]> {
  const row = await store.get('clinic', CLINIC_ID)
  const inForce = clinicOf(row, defaults)
  const lines = (['name', 'phone', 'emergencyNumber', 'languages', 'asks', 'retention'] as const).flatMap((key) =>
    linesOf({ [key]: inForce[key] ?? '' }).map((line) => (row?.[key] == null ? `# ${line}` : line)),
  )
  const texts: Record<string, Readonly<Record<string, string>>> = {}
  const versions: string[] = []
  for (const kind of clinicTextKinds) {
    const version = row?.texts[kind]
    const text = version === undefined ? null : await store.get('clinic_texts', textId(kind, version))
    if (text === null) versions.push(`# texts.${kind}: none`)
    else {
      versions.push(`# texts.${kind}: version ${text.textVersion}, of ${text.at.slice(0, 10)}`)
      texts[kind] = Object.fromEntries(offeredLanguages.flatMap((it) => (text.texts[it] === undefined ? [] : [[it, text.texts[it]]])))
    }
  }
  return [...lines, ...versions, ...(Object.keys(texts).length === 0 ? [] : linesOf({ texts }))]
}

/** As it is read back: a text that looks like a number is written as a text all the same. */
const linesOf = (part: object): string[] => stringify(part, { lineWidth: 0, version: '1.2' }).trimEnd().split('\n')
