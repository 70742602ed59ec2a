import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = join(root, 'web/dist/index.html')
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/build',
  'web/vite.config.ts',
  'web/package.json',
  'contract/src',
  'words/src',
  'package-lock.json',
]

/** The latest modification time under a path, in ms since 1970. Folders count too: theirs changes when a file is removed. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

function isWebStale(): boolean {
  if (!existsSync(built)) return true
  return Math.max(...sources.map((path) => newestChange(join(root, path)))) > statSync(built).mtimeMs
}

/** Builds the web app if any source is newer than the last build. Throws if the build fails. */
export function buildWebIfStale(): void {
  if (!isWebStale()) return
  console.log('Building the web pages …')
  const startedAt = new Date()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, 'web'), stdio: 'inherit' })
  if (status !== 0) throw new Error('Building the web pages failed; see the output above.')
  // The build is dated from its start, so that a source changed while it ran counts as newer.
  utimesSync(built, startedAt, startedAt)
}
