import './assert-node.ts'
import { buildWebIfStale } from './build-web.ts'

try {
  buildWebIfStale()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import('../server/src/main.ts')
