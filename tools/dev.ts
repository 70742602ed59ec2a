import './assert-node.ts'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const port = process.env['PORT'] ?? '8000'

/** The server restarts on every change of its code; Vite serves the pages and proxies everything else to it. */
const children: ChildProcess[] = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  }),
  spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js')], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
    env: { ...process.env, API: `http://127.0.0.1:${port}` },
  }),
]

const stop = (signal: NodeJS.Signals): void => {
  for (const child of children) child.kill(signal)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode = code ?? 0
    stop('SIGTERM')
  })
}
