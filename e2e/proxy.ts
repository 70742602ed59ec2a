import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, onPath } from '../testing/machine.ts'
import type { Site } from './person.ts'

export const NO_PROXY = 'Caddy: not installed, so the tests through a proxy are skipped (CONTRIBUTING.md says how to run them).'

/** How requests are assigned to servers: to the first one that is up, or round robin, without any stickiness. */
export type Policy = 'first' | 'round_robin'

export interface Proxy<D extends string> extends AsyncDisposable {
  readonly doors: Readonly<Record<D, Site>>
}

export const findCaddy = (): string | null => onPath('caddy')

/** Starts a real reverse proxy in front of some servers. Each door is a port that forwards to its servers by `policy`. */
export async function startProxy<D extends string>(
  caddy: string,
  doors: Readonly<Record<D, readonly number[]>>,
  policy: Policy = 'first',
): Promise<Proxy<D>> {
  const folder = mkdtempSync(join(tmpdir(), 'medconsult-proxy-'))
  const ports = Object.fromEntries(
    await Promise.all((Object.keys(doors) as D[]).map(async (door) => [door, await freePort()] as const)),
  ) as Record<D, number>
  const site = (door: D): string => {
    return `http://localhost:${ports[door]} {
	bind 127.0.0.1
	reverse_proxy ${doors[door].map((port) => `127.0.0.1:${port}`).join(' ')} {
		lb_policy ${policy}
		lb_try_duration 5s
		fail_duration 2s
	}
}`
  }
  const file = join(folder, 'Caddyfile')
  const options = '{\n\tadmin off\n\tauto_https off\n}\n'
  writeFileSync(file, options + (Object.keys(doors) as D[]).map(site).join('\n'))
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn(caddy, ['run', '--config', file, '--adapter', 'caddyfile'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  const urls = Object.fromEntries((Object.keys(doors) as D[]).map((door) => [door, { url: `http://localhost:${ports[door]}` }]))
  const answers = async (): Promise<boolean> => {
    const replies = await Promise.all(Object.values(urls).map(({ url }) => fetch(`${url}/health`).catch(() => null)))
    return replies.every((reply) => reply?.ok)
  }
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`Caddy exited during start-up:\n${output}`)
    await pause(50)
  }
  return {
    doors: urls as Record<D, Site>,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
