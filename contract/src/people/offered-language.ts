import { z } from '../zod.ts'
import { offeredLanguages } from './offered-languages.ts'

export const OfferedLanguage = z.enum(offeredLanguages).meta({ id: 'OfferedLanguage' })
export type OfferedLanguage = z.infer<typeof OfferedLanguage>
