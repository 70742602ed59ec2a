import { z } from '../zod.ts'

/** The languages of pages and notices, in the order in which they are offered. */
export const offeredLanguages = ['en', 'de', 'fr', 'it', 'es', 'pt', 'tr', 'uk', 'ar', 'fa'] as const

export const OfferedLanguage = z.enum(offeredLanguages).meta({ id: 'OfferedLanguage' })
export type OfferedLanguage = z.infer<typeof OfferedLanguage>
