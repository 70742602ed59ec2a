import { testStores } from '../../test/stores.ts'
import { storeContract } from '../contract/store-suite.ts'

for (const { name, open } of await testStores()) if (name === 'MongoDB') storeContract(name, open)
