import { spawnSync } from 'node:child_process'
import { onPath } from '../testing/machine.ts'

const aptEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

const apt = (...args: string[]): boolean =>
  spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: aptEnv }).status === 0

/** Installs a Debian package if that needs no prompt: as root, with apt-get. Returns whether it did. */
export function installDebianPackage(name: string): boolean {
  if (process.getuid?.() !== 0 || onPath('apt-get') === null) return false
  console.log(`${name} is missing; installing the Debian package.`)
  return apt('update') && apt('install', '-y', '--no-install-recommends', name)
}
