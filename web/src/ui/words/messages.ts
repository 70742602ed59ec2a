import type { Bundle, Language, Messages } from '@medconsult/words'
import { load } from 'virtual:words'

/** What is known before anything is loaded. */
export const initialMessages: Messages = {}

/** Fetches a language's bundle. */
export const fetchMessages = async (language: Language, bundle: Bundle): Promise<Messages> =>
  (await load[`${language}/${bundle}`]()).messages
