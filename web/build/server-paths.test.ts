import { pages, routes } from '@medconsult/contract'
import assert from 'node:assert/strict'
import test from 'node:test'
import { serverPaths } from './server-paths.ts'

const isServers = (path: string): boolean => serverPaths.some((start) => path.startsWith(start))

test('serverPaths: in development every route goes to the server, and the build’s name and the documents; no page does', () => {
  const others = ['/build.json', '/openapi.json', '/asyncapi.json', '/docs', '/docs/docs.css']
  assert.deepEqual(
    [...Object.values(routes).map(({ path }) => path), ...others].filter((path) => !isServers(path)),
    [],
  )
  assert.deepEqual(
    Object.values(pages).filter(({ path }) => isServers(path)),
    [],
  )
})
