import { after } from 'node:test'
import { newDatabase, NO_MONGO, provideMongo } from '../test/mongo-server.ts'
import { openMongo } from './mongo.ts'
import { storeContract } from './store.contract.ts'

const server = await provideMongo()
if (server === null) console.log(NO_MONGO)
else {
  after(() => server[Symbol.asyncDispose]())
  storeContract('MongoDB', async () => {
    const database = newDatabase(server)
    const store = await openMongo(database)
    return {
      ...store,
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  })
}
