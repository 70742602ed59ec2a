declare module 'virtual:words' {
  import type { Bundle, Language, Messages } from '@medconsult/words'
  export const load: Readonly<Record<`${Language}/${Bundle}`, () => Promise<{ readonly messages: Messages }>>>
}
