import { z } from 'zod'

// zod compiles its parsers with `new Function` otherwise, which the content security policy refuses.
z.config({ jitless: true })
