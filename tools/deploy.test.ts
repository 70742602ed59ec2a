import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../server/src/process/config.ts'
import { makeInstruments } from '../server/src/metrics/instruments.ts'

const root = join(import.meta.dirname, '..')
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

interface Panel {
  readonly title: string
  readonly targets?: readonly { readonly expr: string }[]
}

test('the dashboard queries only metrics and labels that the server exports, and shows every metric of its own', async () => {
  const { panels } = JSON.parse(textOf('deploy/grafana-dashboard.json')) as { panels: readonly Panel[] }
  const asked = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join('\n')
  const { registry } = makeInstruments('0.0.0')
  const known = await registry.getMetricsAsJSON()
  const names = known.map(({ name }) => name)
  const used = [...new Set(asked.match(/\b(?:medconsult|nodejs|process)_\w+/g))].map((name) =>
    names.includes(name) ? name : name.replace(/_(?:bucket|count|sum)$/, ''),
  )
  assert.deepEqual(
    used.filter((name) => !names.includes(name)),
    [],
  )
  assert.deepEqual(
    names.filter((name) => name.startsWith('medconsult_') && !used.includes(name)),
    [],
  )
  const labels = new Set(['job', 'instance', 'le', ...known.flatMap(({ values }) => values.flatMap((value) => Object.keys(value.labels)))])
  for (const label of ['method', 'route', 'status', 'operation', 'result', 'kind', 'channel', 'outcome']) labels.add(label)
  const grouped = [...asked.matchAll(/by \(([^)]+)\)/g)].flatMap((match) => match[1]!.split(/, */))
  const matched = [...asked.matchAll(/[{,](\w+)(?:=|!)/g)].map((match) => match[1]!)
  assert.deepEqual(
    [...grouped, ...matched].filter((label) => !labels.has(label)),
    [],
  )
})

test('everything the Dockerfile copies exists and is not excluded by .dockerignore', () => {
  const rules = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const isIgnored = (path: string): boolean => {
    let ignored = false
    for (const rule of rules) {
      const pattern = rule.replace(/^!/, '')
      const folders = path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))
      const matches = [path, ...folders].some((it) => it === pattern || matchesGlob(it, pattern))
      if (matches) ignored = !rule.startsWith('!')
    }
    return ignored
  }
  const sources = [...textOf('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '))
  assert(sources.length > 8)
  for (const source of sources) {
    assert(existsSync(join(root, source)), source)
    assert(!isIgnored(source), source)
  }
  const tests = globSync('{server,contract,web}/src/**/*.test.ts', { cwd: root })
  assert(tests.every(isIgnored), 'tests are not part of the image')
  assert(!isIgnored('server/src/main.ts') && isIgnored('server/node_modules/ws/index.js') && isIgnored('data/medconsult.db'))
})

const variables = ['MONGO_URL', 'DB_NAME', 'REDIS_URL', 'JWT_SECRET', 'PUBLIC_ORIGIN', 'TRUST_PROXY', 'TIME_ZONE', 'CLINIC_NAME']
const settings = [...variables, 'CLINIC_PHONE', 'EMERGENCY_NUMBER', 'STUN_URLS', 'TURN_URLS', 'TURN_SECRET', 'METRICS_PORT']

test('every variable that compose.yaml and the manifest set is a setting of the server, listed in the README', () => {
  const compose = /environment:\n([\s\S]*?)\n {2}depends_on/.exec(textOf('compose.yaml'))![1]!
  const manifest = /\ndata:\n([\s\S]*?)\n---/.exec(textOf('deploy/kubernetes.yaml'))![1]!
  for (const part of [compose, manifest]) {
    const set = [...part.matchAll(/^ +([A-Z][A-Z_]+):/gm)].map((match) => match[1]!)
    assert(set.length > 6)
    assert.deepEqual(
      set.filter((name) => !settings.includes(name)),
      [],
    )
    for (const name of set) assert(textOf('README.md').includes(`\`${name}\``), `README.md lists ${name}`)
  }
})

test('every variable that compose.yaml reads is in env.example, and no secret has a value there', () => {
  const asked = [...textOf('compose.yaml').matchAll(/\$\{(\w+)/g)].map((match) => match[1]!)
  const example = new Map([...textOf('deploy/env.example').matchAll(/^(\w+)=(.*)$/gm)].map((match) => [match[1]!, match[2]!]))
  assert.deepEqual([...new Set(asked)].sort(), [...example.keys()].sort())
  for (const secret of ['JWT_SECRET', 'TURN_SECRET', 'REDIS_PASSWORD']) assert.equal(example.get(secret), '')
})

test('health checks use a page, so that a store outage takes no server out of service: it still answers with Retry-After', () => {
  assert.match(textOf('deploy/Caddyfile'), /^\s+health_uri \/login$/m)
  const probes = [...textOf('deploy/kubernetes.yaml').matchAll(/(readiness|liveness)Probe:\n\s+httpGet: \{ path: (\S+),/g)]
  assert.deepEqual(
    probes.map(([, name, path]) => [name, path]),
    [
      ['readiness', '/login'],
      ['liveness', '/login'],
    ],
  )
})

test('no secret is passed as a command-line argument, which any process on the machine can read', () => {
  const commands = [...textOf('compose.yaml').matchAll(/^ +(?:command|entrypoint):.*(?:\n {6,}.*)*/gm)].map(([text]) => text)
  assert(commands.length >= 4)
  for (const command of commands) assert.doesNotMatch(command, /\$\{[A-Z_]*(SECRET|PASSWORD)/)
})

test('the server accepts the settings of compose.yaml and of the manifest', () => {
  const given: Record<string, string> = {
    JWT_SECRET: 'correct horse battery staple again',
    TIME_ZONE: 'Europe/Zurich',
    TURN_SECRET: 'a secret of the relay',
    REDIS_PASSWORD: 'b1946ac92492d2347c6235b4d2611184',
    CLINIC_PHONE: '+41 44 123 45 67',
  }
  const compose = /environment:\n([\s\S]*?)\n {2}depends_on/.exec(textOf('compose.yaml'))![1]!
  const manifest = /\ndata:\n([\s\S]*?)\n---/.exec(textOf('deploy/kubernetes.yaml'))![1]!
  const secrets = {
    MONGO_URL: 'mongodb://mongo/?replicaSet=rs0',
    REDIS_URL: 'redis://redis',
    JWT_SECRET: given['JWT_SECRET']!,
    TURN_SECRET: 'a secret of the relay',
  }
  for (const [part, more] of [
    [compose, {}],
    [manifest, secrets],
  ] as const) {
    const lines = [...part.matchAll(/^ +([A-Z][A-Z_]+): (.*)$/gm)].map((match) => [match[1]!, match[2]!.replaceAll(/^'|'$/g, '')] as const)
    const env = lines.map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+)(?::[?-]([^}]*))?\}/g, (_, it: string) => given[it] ?? 'clinic.example'),
    ])
    const { redisUrl, mongo, metricsPort, trustProxy } = readConfig({ ...(Object.fromEntries(env) as Record<string, string>), ...more })
    assert(redisUrl !== null && mongo !== null && metricsPort === 9464 && trustProxy !== null)
  }
})
