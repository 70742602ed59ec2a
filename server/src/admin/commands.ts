import { isAbsolute } from 'node:path'
import { approveDoctor } from '../accounts/approve-doctor.ts'
import { listDoctors } from '../accounts/list-doctors.ts'
import { StoreRefused } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'

/** A command’s output and exit code: 0 done, 1 not possible, 2 not understood. */
export interface Answer {
  readonly exitCode: number
  readonly lines: readonly string[]
}

export const USAGE = [
  'npm run admin -- list              the doctors who await approval, and the approved ones',
  'npm run admin -- approve <email>   approves a doctor',
  'npm run admin -- copy-store sqlite mongo   everything from DATA_DIR to MONGO_URL; or “mongo sqlite”, back',
  'npm run admin -- backup <file>     copies the data into a new file, also while the server runs',
  'npm run admin -- restore <file>    replaces the data with such a copy, while no server runs; the former files are kept aside',
]

/** How many arguments each command takes, and what it does with the last one. */
const commands: Readonly<Record<string, { readonly words: number; readonly does: (ctx: Ctx, word: string) => Promise<Answer> }>> = {
  list: { words: 0, does: list },
  approve: { words: 1, does: approve },
  backup: { words: 1, does: backup },
}

/** Whether the arguments are a command. */
export const isCommand = ([command = '', ...rest]: readonly string[]): boolean =>
  Object.hasOwn(commands, command) && commands[command]!.words === rest.length

/** Runs one of the operator's commands. */
export async function runCommand(ctx: Ctx, args: readonly string[]): Promise<Answer> {
  const [command = '', word = ''] = args
  return isCommand(args) ? commands[command]!.does(ctx, word) : { exitCode: 2, lines: USAGE }
}

const part = (title: string, doctors: readonly string[]): string[] => [
  `${title}: ${doctors.length === 0 ? 'nobody' : doctors.length}`,
  ...doctors,
]

async function list(ctx: Ctx): Promise<Answer> {
  const awaiting: string[] = []
  const approved: string[] = []
  for await (const { email, name, createdAt, status } of listDoctors(ctx)) {
    ;(status === 'ACTIVE' ? approved : awaiting).push(`  ${email}  ${name}  since ${createdAt.slice(0, 10)}`)
  }
  return { exitCode: 0, lines: [...part('Awaiting approval', awaiting), ...part('Approved', approved)] }
}

async function approve(ctx: Ctx, email: string): Promise<Answer> {
  try {
    const user = await approveDoctor(ctx, email)
    return { exitCode: 0, lines: [`${user.email} (${user.name}) is approved.`] }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND')
      return { exitCode: 1, lines: [`No doctor has the e-mail ${email}. “npm run admin -- list” shows them all.`] }
    throw error
  }
}

async function backup({ store }: Ctx, file: string): Promise<Answer> {
  if (store.backup === undefined) return { exitCode: 1, lines: ['The data is in MongoDB: copy it with mongodump.'] }
  if (!isAbsolute(file)) return { exitCode: 1, lines: [`${file} is not a full path: name the file like /var/backups/medconsult.db.`] }
  try {
    await store.backup(file)
    return { exitCode: 0, lines: [`The data is copied to ${file}.`] }
  } catch (error) {
    if (error instanceof StoreRefused) return { exitCode: 1, lines: [error.message] }
    throw error
  }
}
