import { z } from '../zod.ts'

/** The browser and system of a login, in codes that each language words. */
export const Device = z
  .object({
    browser: z.enum(['CHROME', 'EDGE', 'FIREFOX', 'SAFARI', 'OTHER']),
    system: z.enum(['ANDROID', 'IOS', 'WINDOWS', 'MAC', 'LINUX', 'OTHER']),
  })
  .meta({ id: 'Device' })
export type Device = z.infer<typeof Device>
