import { openSqlite } from './sqlite.ts'
import { storeContract } from './store.contract.ts'

storeContract('SQLite in memory', () => openSqlite({ file: ':memory:' }))
