import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

/** Only the composition may import everything. */
const EVERYTHING = null

const port = ['server/src/store/store.ts', 'server/src/store/row-types.ts', 'server/src/store/ephemeral-rows.ts']
const react = ['react', 'react-router', '@mantine/core', '@tabler/icons-react']
const ui = ['contract', 'words', ...react, 'web/src/ui', 'web/src/ui/*']
/** What every feature may import: the contract, the connection to the server, the page's login, the look. */
const feature = [...ui, '@tanstack/react-query', 'web/src/server', 'web/src/session']
const forms = ['@mantine/form']
const memo = 'server/src/store/cache/memoized-by-row.ts'
/** The outbox, for what causes a notice. */
const outbox = ['server/src/notices/new-notice.ts', 'server/src/notices/channels.ts']
const useCases = ['contract', 'server/src/core', 'server/src/presence/who-is-present.ts', memo, ...outbox, ...port]

/**
 * What the files of a folder may import besides each other and the platform: `contract`, a package, a folder (its own files,
 * not those of its subfolders), all subfolders of a folder (`/*`), or a single file.
 */
const table: Readonly<Record<string, readonly string[] | typeof EVERYTHING>> = {
  'contract/src': ['zod', 'contract/src/*'],
  'words/src': ['intl-messageformat', '@formatjs/icu-messageformat-parser', 'yaml'],
  'contract/src/people': ['zod', 'contract/src', 'contract/src/clinic', 'contract/src/waiting'],
  'contract/src/waiting': ['zod', 'contract/src', 'contract/src/calls'],
  'contract/src/calls': ['zod', 'contract/src'],
  'contract/src/clinic': ['zod', 'contract/src', 'contract/src/people'],
  'contract/src/record': ['zod', 'contract/src', 'contract/src/*'],

  'server/src': EVERYTHING,
  'server/src/start': EVERYTHING,
  'server/src/process': [
    'zod',
    'server/src/store/store.ts',
    'server/src/store/sqlite',
    'server/src/store/sqlite/files',
    'server/src/store/mongo',
  ],
  'server/src/core': ['contract', 'libphonenumber-js', ...port],
  'server/src/clinic': [...useCases, 'yaml', 'zod'],
  // A guest is a user with a login, and is sent their link.
  'server/src/guests': [
    ...useCases,
    'server/src/accounts/end-logins.ts',
    'server/src/accounts/new-user.ts',
    'server/src/accounts/open-login.ts',
    'server/src/accounts/user-view.ts',
    'server/src/clinic',
    'server/src/notices/channels.ts',
    'server/src/notices/notices-of-link.ts',
  ],
  'server/src/accounts': [
    ...useCases,
    'server/src/accounts/links',
    'server/src/process/config.ts',
    '@zxcvbn-ts/language-common',
    'bcrypt',
    'fast-jwt',
    'zod',
  ],
  'server/src/accounts/links': [...useCases, 'server/src/accounts', 'server/src/accounts/own'],
  'server/src/accounts/operator': [...useCases, 'server/src/accounts', 'server/src/accounts/links'],
  'server/src/accounts/own': [...useCases, 'server/src/accounts', 'server/src/accounts/links'],
  'server/src/schedules': useCases,
  'server/src/queue': [...useCases, 'server/src/clinic'],
  'server/src/calls': [...useCases, 'server/src/calls/signals'],
  'server/src/calls/signals': useCases,
  'server/src/audit': useCases,
  'server/src/notices': [...useCases, 'words', 'pino', 'server/src/notices/channels/push.ts', 'server/src/notices/channels/push-host.ts'],
  'server/src/notices/channels': [
    ...useCases,
    'server/src/notices',
    'server/src/process/config.ts',
    'libphonenumber-js',
    'nodemailer',
    'web-push',
  ],
  'server/src/presence': ['contract', 'server/src/core', ...port],
  'server/src/http': [
    'contract',
    'negotiator',
    'fastify',
    '@fastify/cors',
    '@fastify/proxy-addr',
    'pino',
    'zod',
    'server/src/cluster/redis.ts',
    'server/src/core',
    'server/src/http/connections',
    'server/src/http/pages',
    'server/src/limits',
    'server/src/process/config.ts',
    memo,
    ...port,
  ],
  'server/src/http/connections': ['pino', 'server/src/http'],
  'server/src/http/documents': ['contract', 'fastify', 'zod', 'server/src/http'],
  'server/src/http/pages': [
    'contract',
    'words',
    'negotiator',
    'fastify',
    '@fastify/static',
    'server/src/core/with-timeout.ts',
    'server/src/http',
    'server/src/notices/channels.ts',
  ],
  'server/src/realtime': [
    'contract',
    'pino',
    'socket.io',
    'ws',
    'server/src/cluster',
    'server/src/core',
    'server/src/http',
    'server/src/http/connections',
    'server/src/limits',
    'server/src/presence',
    ...port,
  ],
  'server/src/cluster': ['contract', '@redis/client', '@socket.io/redis-adapter', 'zod', 'server/src/core', ...port],
  'server/src/limits': [
    'contract',
    'server/src/core/bounded-map.ts',
    'server/src/core/refusal.ts',
    'server/src/core/rate-limits.ts',
    'server/src/core/refuse-after.ts',
    'server/src/core/with-timeout.ts',
    'server/src/cluster/redis.ts',
    'rate-limiter-flexible',
  ],
  'server/src/metrics': [
    'contract',
    'fastify',
    'prom-client',
    'server/src/core/with-timeout.ts',
    'server/src/process/config.ts',
    'server/src/store/store.ts',
  ],
  'server/src/admin': [
    'contract',
    'server/src/accounts',
    'server/src/accounts/links',
    'server/src/accounts/operator',
    'server/src/clinic',
    'server/src/core',
    'server/src/schedules/end-disabled-practices.ts',
    'server/src/presence/who-is-present.ts',
    'server/src/process',
    'server/src/store',
    'server/src/store/mongo',
    'server/src/store/sqlite',
    'server/src/store/sqlite/files',
  ],
  'server/src/store': ['contract'],
  'server/src/store/cache': ['server/src/store'],
  'server/src/store/sqlite': ['server/src/store', 'server/src/store/cache', 'server/src/store/sqlite/files'],
  'server/src/store/sqlite/files': ['server/src/store'],
  'server/src/store/mongo': ['mongodb', 'server/src/core/back-off.ts', 'server/src/core/with-timeout.ts', 'server/src/store'],

  'web/src/app': EVERYTHING,
  'web/src/server': ['contract', '@tanstack/react-query', 'react', 'socket.io-client', 'web/src/session', 'web/src/ui/words'],
  'web/src/session': [...feature],
  'web/src/notices': feature,
  'web/src/accounts': [...feature, 'web/src/notices', ...forms],
  'web/src/accounts/own': [...feature, 'web/src/consent', 'web/src/notices', ...forms],
  'web/src/consent': feature,
  'web/src/legal': feature,
  'web/src/schedules': [...feature, 'web/src/consent', 'web/src/schedules/plan', 'web/src/queue'],
  'web/src/schedules/plan': [...feature, ...forms, 'web/src/schedules'],
  'web/src/join': [...feature, 'web/src/consent', 'web/src/schedules'],
  'web/src/queue': [...feature, 'web/src/consent'],
  'web/src/queue/practice': [
    ...feature,
    'web/src/calls',
    'web/src/calls/invitation',
    'web/src/queue',
    'web/src/queue/practice/camera',
    'web/src/queue/practice/invite',
    'web/src/queue/practice/rows',
    'web/src/schedules',
  ],
  'web/src/queue/practice/camera': [...feature, 'web/src/calls/media', 'web/src/queue/practice'],
  'web/src/queue/practice/rows': [...feature, 'web/src/calls/invitation', 'web/src/queue', 'web/src/queue/practice', 'web/src/schedules'],
  'web/src/queue/visit': [
    ...feature,
    'web/src/calls/ended',
    'web/src/calls/invitation',
    'web/src/calls/media',
    'web/src/consent',
    'web/src/notices',
    'web/src/queue',
    'web/src/queue/visit/device',
    'web/src/queue/visit/ready',
    'web/src/schedules',
  ],
  'web/src/queue/visit/device': feature,
  'web/src/queue/practice/invite': [...feature, 'react-dom', 'web/src/schedules'],
  'web/src/queue/visit/ready': [...feature, 'web/src/calls/invitation', 'web/src/calls/media', 'web/src/queue/visit', 'web/src/schedules'],
  'web/src/calls': [...feature, 'web/src/calls/room', 'web/src/calls/connection'],
  'web/src/calls/connection': [
    ...feature,
    'web/src/calls',
    'web/src/calls/connection/*',
    'web/src/calls/invitation',
    'web/src/calls/media',
  ],
  'web/src/calls/connection/monitor': ['web/src/calls/connection/transport'],
  'web/src/calls/connection/peerjs': ['contract', 'peerjs', 'web/src/ui/lazy'],
  'web/src/calls/connection/signals': [
    'contract',
    'web/src/calls/connection',
    'web/src/calls/connection/peerjs',
    'web/src/calls/connection/transport',
    'web/src/server',
  ],
  'web/src/calls/connection/transport': [
    'contract',
    'zod',
    'web/src/calls/connection',
    'web/src/calls/connection/peerjs',
    'web/src/calls/connection/signals',
    'web/src/server',
  ],
  'web/src/calls/media': feature,
  'web/src/calls/invitation': [...feature, 'web/src/calls', 'web/src/schedules'],
  'web/src/calls/room': [
    ...feature,
    'web/src/calls/connection',
    'web/src/calls/connection/transport',
    'web/src/calls/ended',
    'web/src/calls/invitation',
    'web/src/calls/media',
    'web/src/calls/room/controls',
    'web/src/calls/room/overlay',
  ],
  'web/src/calls/room/controls': [...feature, 'web/src/calls/media'],
  'web/src/calls/room/overlay': [...feature, 'web/src/calls/connection', 'web/src/calls/media'],
  'web/src/calls/ended': [...feature, 'web/src/calls/connection', 'web/src/calls/media', 'web/src/queue', 'web/src/schedules'],
  'web/src/audit': [...feature, 'web/src/schedules'],
  'web/src/ui': ui,
  'web/src/ui/art': [...ui, 'uqr'],
  'web/src/ui/dialog': ui,
  'web/src/ui/form': ui,
  'web/src/ui/jsx': ['react'],
  'web/src/ui/language': ui,
  'web/src/ui/lazy': ui,
  'web/src/ui/page': ui,
  'web/src/ui/shell': ui,
  'web/src/ui/theme': [...ui, '@fontsource-variable/hanken-grotesk', '@fontsource-variable/vazirmatn'],
  'web/src/ui/words': ['contract', 'words', '#messages', 'virtual:words', 'react', 'web/src/ui/lazy'],
}

/** `contract`, `words`, a package's name without any subpath, or the path of a file in this repository. */
function nameOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier)
  // What the build puts in its place.
  if (/^(?:#|virtual:)/.test(specifier)) return specifier
  const [, workspace] = /^@medconsult\/([^/]+)/.exec(specifier) ?? []
  if (workspace !== undefined) return workspace
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)]
    .map((match) => match[1]!)
    .filter((specifier) => !specifier.startsWith('node:'))
    .map((specifier) => nameOf(file, specifier))

const isTestSupport = /\.test\.tsx?$|\.child\.ts$|\/(test|contract)\/(?!src\/)/
const product = globSync('{contract,words,server,web}/src/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !isTestSupport.test(file))

const allows = (granted: string, name: string): boolean => {
  if (granted === name) return true
  const folder = posix.dirname(name)
  return granted.endsWith('/*') ? posix.dirname(folder) === granted.slice(0, -2) : granted === folder
}

test('every folder of the product has a row in the import table, and every row has a folder', () => {
  assert.deepEqual([...new Set(product.map((file) => posix.dirname(file)))].toSorted(), Object.keys(table).toSorted())
})

test('every import of the product is allowed by the row of its folder', () => {
  assert(product.length > 20)
  const foreign = product.flatMap((file) => {
    const folder = posix.dirname(file)
    const granted = table[folder]
    if (granted === undefined || granted === EVERYTHING) return []
    return importsOf(file)
      .filter((name) => posix.dirname(name) !== folder && !granted.some((it) => allows(it, name)))
      .map((name) => `${file} imports ${name}`)
  })
  assert.deepEqual(foreign, [])
})

test('every style sheet that a page imports exists, which the type check does not find out', () => {
  const missing = product.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('web/') && name.endsWith('.css') && !existsSync(join(root, name)))
      .map((name) => `${file} imports ${name}`),
  )
  assert.deepEqual(missing, [])
})
