// Without schemas, so that pages can import it without zod.

/** The languages of pages and notices, in the order in which they are offered. */
export const offeredLanguages = ['en', 'de', 'fr', 'it', 'es', 'pt', 'tr', 'uk', 'ar', 'fa'] as const
