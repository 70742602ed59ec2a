import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { MAX_CLINIC_FILE, readClinicFile } from '../clinic/clinic-file.ts'
import { setClinic } from '../clinic/set-clinic.ts'
import { showClinic } from '../clinic/show-clinic.ts'
import type { Answer, Operator } from './commands.ts'

/** “clinic show”, and “clinic set” with the content of the operator’s file. */
export async function clinic({ ctx, defaults }: Operator, [what = '', yaml]: readonly string[]): Promise<Answer> {
  if (what === 'show') return { exitCode: 0, lines: await showClinic(ctx.store, defaults) }
  const read = readClinicFile(yaml ?? '')
  if ('faults' in read) return { exitCode: 1, lines: read.faults }
  const changed = await setClinic(ctx, read.change)
  return { exitCode: 0, lines: [changed.length === 0 ? 'Nothing has changed.' : `Changed: ${changed.join(', ')}.`] }
}

/** Whether the words after “clinic” are understood. */
export const isClinic = ([what, ...rest]: readonly string[]): boolean =>
  (what === 'show' && rest.length === 0) || (what === 'set' && rest.length === 1)

/** The arguments with the file’s content in place of its name: the server need not be able to read it. The line says why it cannot be read. */
export function withContent(args: readonly string[]): readonly string[] | { readonly line: string } {
  const [command, what, file = ''] = args
  if (command !== 'clinic' || what !== 'set') return args
  // npm runs its scripts in the product's folder.
  const path = resolve(process.env['INIT_CWD'] ?? '.', file)
  try {
    if (statSync(path).size > MAX_CLINIC_FILE) return { line: `${file} is larger than ${MAX_CLINIC_FILE} bytes.` }
    return [command, what, readFileSync(path, 'utf8')]
  } catch (error) {
    return { line: `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.` }
  }
}
