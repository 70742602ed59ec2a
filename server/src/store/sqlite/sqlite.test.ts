import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { openSqlite } from './sqlite.ts'
import { storeContract } from '../contract/store-suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'medconsult-store-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

storeContract('SQLite in memory', () => openSqlite({ file: ':memory:' }))
storeContract('SQLite in a file', () => openSqlite({ file: join(folder, `${++files}.db`) }))
