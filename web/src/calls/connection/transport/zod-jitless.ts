import { z } from 'zod'

// zod compiles its parsers with `new Function` otherwise, which the content security policy refuses.
z.config({ jitless: true })

/** zod as pages may use it; the build gives it to the contract's schemas too. */
export { z }
