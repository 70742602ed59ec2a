import './assert-node.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { dot } from 'node:test/reporters'
import { buildWebIfStale } from './build-web.ts'
import { provideChromium } from './find-chromium.ts'
import { NO_MONGO, provideMongo } from '../testing/mongo-server.ts'

const root = join(import.meta.dirname, '..')

// Hundreds of processes load the same TypeScript: what one has compiled the others read.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'medconsult-compile-cache')

/** A test that did not run (skipped, cancelled, todo) counts as failed. */
interface Count {
  readonly passed: number
  readonly failed: number
}

async function unitTests(): Promise<Count> {
  let count: Count = { passed: 0, failed: 1 }
  const globPatterns = ['contract', 'words', 'server', 'web', 'tools', 'bench'].map((folder) => `${folder}/**/*.test.ts`)
  const execArgv = ['--import', join(import.meta.dirname, 'test-deadline.ts')]
  const tests = run({ cwd: root, globPatterns, concurrency: Math.max(2, availableParallelism() - 1), timeout: 120_000, execArgv })
  tests.on('test:summary', ({ file, counts }) => {
    if (file === undefined) count = { passed: counts.passed, failed: counts.tests - counts.passed }
  })
  for await (const text of tests.compose(dot)) process.stdout.write(String(text))
  return count
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }
}

function journeys(): Count {
  const folder = mkdtempSync(join(tmpdir(), 'medconsult-e2e-'))
  const results = join(folder, 'results.json')
  try {
    const playwright = join(root, 'node_modules/@playwright/test/cli.js')
    const { status } = spawnSync(process.execPath, [playwright, 'test'], {
      cwd: join(root, 'e2e'),
      stdio: 'inherit',
      env: { ...process.env, E2E_RESULTS: results },
    })
    const { expected, unexpected, flaky, skipped } = (JSON.parse(readFileSync(results, 'utf8')) as PlaywrightReport).stats
    const failed = unexpected + flaky + skipped
    return { passed: expected, failed: failed === 0 && status !== 0 ? 1 : failed }
  } catch (error) {
    console.error('The browser tests did not run:', error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  process.env['CHROMIUM'] = provideChromium()
  buildWebIfStale()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const mongo = await provideMongo()
if (mongo === null) console.log(NO_MONGO)
else process.env['MONGO_TEST_URL'] = mongo.url

const startedAt = performance.now()
const unit = await unitTests()
console.log(`\nTests without a browser: ${unit.passed} passed, ${unit.failed} failed. The browser tests are next.\n`)
const inBrowser = journeys()
await mongo?.[Symbol.asyncDispose]()
const passed = unit.passed + inBrowser.passed
const failed = unit.failed + inBrowser.failed
console.log(
  `\nIn ${Math.round((performance.now() - startedAt) / 1000)} s, ${unit.passed + unit.failed} tests without a browser and ${inBrowser.passed + inBrowser.failed} in one:`,
)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || unit.passed === 0 || inBrowser.passed === 0 ? 1 : 0)
