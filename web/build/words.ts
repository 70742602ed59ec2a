import { bundles, languageNames } from '@medconsult/words'
import { fileNames, pathOfFile, readMessages } from '@medconsult/words/catalogues'
import type { Plugin } from 'vite'

const LIST = 'virtual:words'

/** Each language's texts as compiled modules, `virtual:words/<language>/<bundle>`; `virtual:words` says how to load each. */
export function words(): Plugin {
  return {
    name: 'words',
    resolveId: (id) => (id === LIST || id.startsWith(`${LIST}/`) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${LIST}`)) return null
      const [, language, bundle] = id.split('/')
      const all = languageNames.flatMap((one) => bundles.map((it) => `${one}/${it}`))
      if (language === undefined) return `export const load = {${all.map((it) => `'${it}': () => import('${LIST}/${it}')`).join(',')}}`
      const [known, whole] = [languageNames.find((it) => it === language), bundles.find((it) => it === bundle)]
      if (known === undefined || whole === undefined) return null
      for (const file of fileNames) this.addWatchFile(pathOfFile(known, file))
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(readMessages(known, whole)))})`
    },
  }
}
