import { z } from 'zod'

// zod compiles its parsers with `new Function`, which a page's content security policy refuses.
if ('document' in globalThis) z.config({ jitless: true })

/** zod, configured for both sides. */
export { z }
