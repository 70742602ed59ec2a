import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { before, test } from 'node:test'
import { onPath } from '../testing/machine.ts'
import { installDebianPackage } from './debian-package.ts'
import { ServerProcess } from '../testing/server-process.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/phases.md'), 'utf8')

/** The shell block of each heading, in order. */
const blocks = page.split(/^## /m).flatMap((section) => {
  const block = /^```sh\n([\s\S]*?)^```/m.exec(section)?.[1]
  return block === undefined ? [] : [{ title: section.slice(0, section.indexOf('\n')), block }]
})

before(() => assert(onPath('curl') !== null || installDebianPackage('curl'), 'curl is missing: install it (Debian: apt-get install curl)'))

test('the curl commands of docs/phases.md walk through all nine phases', async () => {
  assert.deepEqual(
    blocks.map(({ title }) => Number(/^Phase (\d)/.exec(title)?.[1] ?? 0)),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
  )
  await using server = await ServerProcess.start({ BCRYPT_ROUNDS: '4', LOG_LEVEL: 'warn' })
  const script = ['set -euo pipefail', ...blocks.map(({ title, block }) => `echo "== ${title}"\n${block}`)].join('\n')
  const env = { ...process.env, URL: server.url, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` }
  const bash = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, complained, code] = await Promise.all([
    text(bash.stdout),
    text(bash.stderr),
    new Promise<number | null>((ended) => bash.once('exit', (status) => ended(status))),
  ])
  assert.equal(code, 0, `${said}\n${complained}\n${server.output}`)
  for (const { title } of blocks) assert(said.includes(`== ${title}`), title)
})
