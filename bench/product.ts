import { buildWebIfStale } from '../tools/build-web.ts'
import { ServerProcess } from '../tools/server-process.ts'

/**
 * The real server in a process of its own, everything on as in use but the request rates. Passwords are quick, since
 * people are registered by the thousand here; invitations last until a benchmark is over.
 */
export const startProduct = (): Promise<ServerProcess> =>
  ServerProcess.start({
    NODE_ENV: 'production',
    RATE_LIMIT: 'off',
    BCRYPT_ROUNDS: '4',
    INVITATION_SECONDS: '600',
    TIME_ZONE: 'UTC',
    ...profiling(),
  })

/** With BENCH_PROFILE=folder the server leaves a processor profile there when it stops. */
function profiling(): Record<string, string> {
  const folder = process.env['BENCH_PROFILE']
  return folder ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` } : {}
}

/** As `startProduct`, with the pages as they are in the sources now. */
export function startProductWithPages(): Promise<ServerProcess> {
  buildWebIfStale()
  return startProduct()
}
