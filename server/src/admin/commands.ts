import { isAbsolute } from 'node:path'
import type { UserStatus } from '@medconsult/contract'
import { approveDoctor } from '../accounts/approve-doctor.ts'
import { listDoctors } from '../accounts/list-doctors.ts'
import { disableAccount, enableAccount } from '../accounts/operator/disable-account.ts'
import { makeResetLink } from '../accounts/operator/make-reset-link.ts'
import { revokeLogins } from '../accounts/operator/revoke-logins.ts'
import type { LinkServices } from '../accounts/links/account-link.ts'
import { endDisabledPractices } from '../schedules/end-disabled-practices.ts'
import type { ClinicDefaults } from '../clinic/read-clinic.ts'
import { clinic, isClinic } from './clinic-commands.ts'
import { StoreRefused } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'

/** A command’s output and exit code: 0 done, 1 not possible, 2 not understood. */
export interface Answer {
  readonly exitCode: number
  readonly lines: readonly string[]
}

/** What the commands stand on. */
export interface Operator extends LinkServices {
  readonly ctx: Ctx
  /** What the environment says of the clinic. */
  readonly defaults: ClinicDefaults
  /** Whether mail is sent. */
  readonly mail: boolean
  /** The address that links are made of; null: not set. */
  readonly publicOrigin: string | null
}

export const USAGE = [
  'npm run admin -- list              the doctors who await approval, and the approved ones',
  'npm run admin -- approve <email>   approves a doctor',
  'npm run admin -- disable <email>   ends an account’s logins, and a doctor’s practice and plans; it cannot sign in any more',
  'npm run admin -- enable <email>    lets a disabled account sign in again',
  'npm run admin -- revoke <email>    ends all logins of an account',
  'npm run admin -- reset-password <email>   prints a link for a new password, valid once within seven days',
  'npm run admin -- clinic show      what is set about the clinic, its texts included',
  'npm run admin -- clinic set <file.yaml>   sets what the file names, as in docs/clinic.example.yaml',
  'npm run admin -- copy-store sqlite mongo   everything from DATA_DIR to MONGO_URL; or “mongo sqlite”, back',
  'npm run admin -- backup <file>     copies the data into a new file, also while the server runs',
  'npm run admin -- restore <file>    replaces the data with such a copy, while no server runs; the former files are kept aside',
]

/** How many arguments each command takes, and what it does with the last one. */
const commands: Readonly<Record<string, { readonly words: number; readonly does: (operator: Operator, word: string) => Promise<Answer> }>> =
  {
    list: { words: 0, does: list },
    approve: { words: 1, does: approve },
    backup: { words: 1, does: backup },
    disable: { words: 1, does: ofAccount(disable) },
    enable: { words: 1, does: ofAccount(enable) },
    revoke: { words: 1, does: ofAccount(revoke) },
    'reset-password': { words: 1, does: ofAccount(resetPassword) },
  }

/** Whether the arguments are a command. */
export const isCommand = ([command = '', ...rest]: readonly string[]): boolean =>
  command === 'clinic' ? isClinic(rest) : Object.hasOwn(commands, command) && commands[command]!.words === rest.length

/** Runs one of the operator's commands. */
export async function runCommand(operator: Operator, args: readonly string[]): Promise<Answer> {
  const [command = '', word = ''] = args
  if (!isCommand(args)) return { exitCode: 2, lines: USAGE }
  return command === 'clinic' ? clinic(operator, args.slice(1)) : commands[command]!.does(operator, word)
}

const part = (title: string, doctors: readonly string[]): string[] => [
  `${title}: ${doctors.length === 0 ? 'nobody' : doctors.length}`,
  ...doctors,
]

async function list({ ctx }: Operator): Promise<Answer> {
  const awaiting: string[] = []
  const approved: string[] = []
  const disabled: string[] = []
  const lists: Readonly<Partial<Record<UserStatus, string[]>>> = { AWAITING_APPROVAL: awaiting, ACTIVE: approved, DISABLED: disabled }
  for await (const { email, name, createdAt, status } of listDoctors(ctx))
    lists[status]?.push(`  ${email}  ${name}  since ${createdAt.slice(0, 10)}`)
  const lines = [...part('Awaiting approval', awaiting), ...part('Approved', approved)]
  return { exitCode: 0, lines: disabled.length === 0 ? lines : [...lines, ...part('Disabled', disabled)] }
}

async function approve(operator: Operator, email: string): Promise<Answer> {
  const { ctx, mail } = operator
  return found(`No doctor has the e-mail ${email}. “npm run admin -- list” shows them all.`, async () => {
    const { account, isApproved } = await approveDoctor(ctx, email, mail ? operator : null)
    const who = `${account.email} (${account.name})`
    return isApproved
      ? [`${who} is approved.`]
      : new Error(`${who} has not confirmed the e-mail address yet. A mail with a link is on its way; approve again once it has been used.`)
  })
}

/** What a command says when it is done, or why it cannot be done. */
type Outcome = Promise<readonly string[] | Error>

/** A command about one account. */
function ofAccount(does: (operator: Operator, email: string) => Outcome): (operator: Operator, email: string) => Promise<Answer> {
  return (operator, email) => found(`No account has the e-mail ${email}.`, () => does(operator, email))
}

async function found(nobody: string, does: () => Outcome): Promise<Answer> {
  try {
    const said = await does()
    return said instanceof Error ? { exitCode: 1, lines: [said.message] } : { exitCode: 0, lines: said }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'NOT_FOUND') return { exitCode: 1, lines: [nobody] }
    if (error.code === 'WRONG_STATE')
      return { exitCode: 1, lines: ['The account’s state does not allow this: it is disabled, or waits for approval.'] }
    throw error
  }
}

async function disable({ ctx }: Operator, email: string): Outcome {
  const account = await disableAccount(ctx, email)
  await endDisabledPractices(ctx, account.id)
  return [`${account.email} (${account.name}) is disabled.`]
}

async function enable({ ctx }: Operator, email: string): Outcome {
  const { account, awaitsApproval } = await enableAccount(ctx, email)
  return [`${account.email} (${account.name}) is enabled${awaitsApproval ? ', and awaits approval' : ''}.`]
}

async function revoke({ ctx }: Operator, email: string): Outcome {
  const { account, ended } = await revokeLogins(ctx, email)
  return [`${account.email} (${account.name}): ${ended} ${ended === 1 ? 'login' : 'logins'} ended.`]
}

async function resetPassword(operator: Operator, email: string): Outcome {
  const { account, secret } = await makeResetLink(operator.ctx, email, operator)
  const { publicOrigin } = operator
  return [
    `A new password for ${account.email} (${account.name}), once within 7 days; give the link to nobody else:`,
    `${publicOrigin ?? ''}/reset#${secret}`,
    ...(publicOrigin === null ? ['PUBLIC_ORIGIN is not set: put the address that browsers use before it.'] : []),
  ]
}

async function backup({ ctx: { store } }: Operator, file: string): Promise<Answer> {
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
