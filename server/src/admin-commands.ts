import { approveDoctor } from './accounts/approve-doctor.ts'
import { listDoctors } from './accounts/list-doctors.ts'
import { Refusal, type Ctx } from './use-case.ts'

/** What a command says and its exit code: 0 done, 1 not possible, 2 not understood. */
export interface Answer {
  readonly exitCode: number
  readonly lines: readonly string[]
}

export const USAGE = [
  'npm run admin -- list              the doctors who await approval, and the approved ones',
  'npm run admin -- approve <email>   lets a doctor in',
  'npm run admin -- copy-store sqlite mongo   everything from DATA_DIR to MONGO_URL; or “mongo sqlite”, back',
]

/** Whether some words are a command. */
export const isCommand = ([command, ...rest]: readonly string[]): boolean =>
  (command === 'list' && rest.length === 0) || (command === 'approve' && rest.length === 1)

/** One of the operator's commands, as its words. */
export async function runCommand(ctx: Ctx, args: readonly string[]): Promise<Answer> {
  const [command, email = ''] = args
  if (!isCommand(args)) return { exitCode: 2, lines: USAGE }
  return command === 'list' ? list(ctx) : approve(ctx, email)
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
