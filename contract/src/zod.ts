import { z } from 'zod'

// zod compiles its parsers with `new Function`, which a page's content security policy refuses.
if ('document' in globalThis) z.config({ jitless: true })

/** zod as both sides may use it. */
export { z }
