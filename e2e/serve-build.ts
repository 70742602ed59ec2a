import { readConfig } from '../server/src/process/config.ts'
import { startServer } from '../server/src/server.ts'

/** Serves the product with the web build named by the argument. */
await startServer(readConfig(process.env), { dist: process.argv[2] ?? '' })
