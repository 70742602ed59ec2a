import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { startTestServer, type TestServer } from '../../test/running.ts'
import { isAssetName, keepAssets, keptFolder } from './kept-assets.ts'

const DAY_MS = 24 * 3_600_000

/** A folder with some builds, each with one asset of its own and one shared by all. */
function builds(...names: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'medconsult-builds-'))
  for (const name of names) {
    const assets = join(root, name, 'assets')
    mkdirSync(assets, { recursive: true })
    writeFileSync(
      join(root, name, 'index.html'),
      `<!doctype html><meta data-build="%BUILD%"><script src="/assets/app-${name}.js"></script>`,
    )
    writeFileSync(join(assets, `app-${name}.js`), `console.log('${name}')`)
    writeFileSync(join(assets, `app-${name}.js.br`), brotliCompressSync(`console.log('${name}')`))
    writeFileSync(join(assets, 'react-1.js'), 'same')
  }
  return { root, dataDir: join(root, 'data'), [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}

test('after an upgrade open pages still find their code, and a page of the new build finds its code on an old server', async () => {
  using made = builds('one', 'two')
  const env = { DATA_DIR: made.dataDir }
  const buildOf = async (server: TestServer): Promise<string> =>
    ((await (await server.send('/build.json')).json()) as { build: string }).build
  await using first = await startTestServer({ dist: join(made.root, 'one'), env })
  await using second = await startTestServer({ dist: join(made.root, 'two'), env })
  for (const server of [first, second])
    for (const name of ['one', 'two'])
      for (const encoding of ['br', 'identity']) {
        const response = await server.send(`/assets/app-${name}.js`, { headers: { 'accept-encoding': encoding } })
        assert.equal(response.status, 200, name)
        assert.equal(await response.text(), `console.log('${name}')`)
        assert.match(response.headers.get('cache-control') ?? '', /immutable/)
        assert.match(response.headers.get('content-type') ?? '', /javascript/)
      }
  // A build in progress on the same machine has removed the running version's own files.
  rmSync(join(made.root, 'two/assets'), { recursive: true })
  assert.equal((await second.send('/assets/app-two.js')).status, 200)
  assert.notEqual(await buildOf(first), await buildOf(second))
  assert.match(
    await (await first.send('/', { headers: { accept: 'text/html' } })).text(),
    new RegExp(`data-build="${await buildOf(first)}"`),
  )
})

test('assets that no server has used for seven days are removed, however long the last one ran', async () => {
  using made = builds('one', 'two')
  const kept = keptFolder(made.dataDir)
  const at = (days: number): Date => new Date(days * DAY_MS)
  await keepAssets(join(made.root, 'one'), made.dataDir, at(0))
  await keepAssets(join(made.root, 'one'), made.dataDir, at(20))
  await keepAssets(join(made.root, 'two'), made.dataDir, at(26))
  assert.deepEqual(readdirSync(kept).sort(), ['app-one.js', 'app-one.js.br', 'app-two.js', 'app-two.js.br', 'react-1.js'])
  await keepAssets(join(made.root, 'two'), made.dataDir, at(28))
  assert.deepEqual(readdirSync(kept).sort(), ['app-two.js', 'app-two.js.br', 'react-1.js'])
})

test('an interrupted copy is completed, and the draft of a dead process is removed like the rest', async () => {
  using made = builds('one')
  const kept = keptFolder(made.dataDir)
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, 'app-one.js'), 'cons')
  writeFileSync(join(kept, '.app-one.js.99'), 'cons')
  utimesSync(join(kept, '.app-one.js.99'), new Date(0), new Date(0))
  await keepAssets(join(made.root, 'one'), made.dataDir, new Date())
  assert.equal(statSync(join(kept, 'app-one.js')).size, "console.log('one')".length)
  assert(!readdirSync(kept).includes('.app-one.js.99'))
})

test('only assets are served from the data folder', async () => {
  using made = builds('one')
  await using server = await startTestServer({ dist: join(made.root, 'one'), env: { DATA_DIR: made.dataDir } })
  const kept = keptFolder(made.dataDir)
  writeFileSync(join(kept, '.hidden.js'), 'x')
  writeFileSync(join(kept, 'notes'), 'x')
  writeFileSync(join(made.dataDir, 'jwt-secret'), 'x')
  for (const path of [
    'app-one.js.br',
    '.hidden.js',
    'notes',
    '',
    'no-such.js',
    '../jwt-secret',
    '%2e%2e/jwt-secret',
    '..%2fjwt-secret',
    '..%5cjwt-secret',
  ])
    assert.equal((await server.send(`/assets/${path}`)).ok, false, path)
  assert(isAssetName('hanken-grotesk-latin-wght-normal-CaVRRdDk.woff2'))
})

test('a read-only data folder is reported in one line and the server still works', async () => {
  using made = builds('one')
  // A file in place of the folder makes creation fail for any user, even root.
  writeFileSync(made.dataDir, '')
  await using server = await startTestServer({ dist: join(made.root, 'one'), env: { DATA_DIR: made.dataDir } })
  assert.equal((await server.send('/assets/app-one.js')).status, 200)
  assert.equal(server.lines.filter((line) => line.includes('after an upgrade')).length, 1)
})
