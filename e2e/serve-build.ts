import { readConfig } from '../server/src/process/config.ts'
import { startServer } from '../server/src/server.ts'

/** The product with the web app that its argument names. */
await startServer(readConfig(process.env), { dist: process.argv[2] ?? '' })
