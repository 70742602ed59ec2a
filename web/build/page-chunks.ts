import { pages, type Page, type PageName } from '@medconsult/contract'
import { bundles, languageNames } from '@medconsult/words'
import type { Plugin } from 'vite'

/** The modules that a page is loaded by, below `src`; what they import comes along. */
const modulesOf = ({ chunk, who }: Page): readonly string[] => [...(who === 'anyone' ? [] : ['app/shell.tsx']), `${chunk}.page.tsx`]

/** The way of a guest, on a phone and a slow line: without zod and the library for forms. */
const LIGHT = ['join', 'personalLink', 'visit'] as const satisfies readonly PageName[]

/** Writes `pages.json`: for each page the files that its code is in beyond those that index.html names, and for each language the files of its texts. */
export function pageChunks(): Plugin {
  return {
    name: 'page-chunks',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((it) => it.type === 'chunk')
        const withImports = (fileName: string, into: Set<string>): Set<string> => {
          if (into.has(fileName)) return into
          into.add(fileName)
          chunks.find((it) => it.fileName === fileName)?.imports.forEach((it) => withImports(it, into))
          return into
        }
        const initial = chunks.filter((it) => it.isEntry).reduce((into, it) => withImports(it.fileName, into), new Set<string>())
        const heavy = chunks.find(
          (it) => initial.has(it.fileName) && Object.keys(it.modules).some((id) => id.includes('/node_modules/zod/')),
        )
        if (heavy) this.error(`every page would load zod, in ${heavy.fileName}`)
        const filesOf = (page: Page): string[] => {
          const files = new Set<string>()
          for (const module of modulesOf(page)) {
            const chunk = chunks.find((it) => Object.keys(it.modules).some((id) => id.endsWith(`/src/${module}`)))
            if (!chunk) this.error(`no chunk holds src/${module}`)
            withImports(chunk.fileName, files)
          }
          return [...files].filter((file) => !initial.has(file))
        }
        const names = Object.keys(pages) as PageName[]
        for (const name of LIGHT)
          if (filesOf(pages[name]).some((file) => /\/(?:schemas|sign-in)-/.test(file)))
            this.error(`${name} would load what only forms with schemas need: look at what its modules import`)
        const textsOf = (language: string) =>
          Object.fromEntries(
            bundles.map((bundle) => [bundle, chunks.find((it) => it.facadeModuleId?.endsWith(`${language}/${bundle}`))?.fileName]),
          )
        const files = {
          pages: Object.fromEntries(names.map((name) => [name, filesOf(pages[name])])),
          texts: Object.fromEntries(languageNames.map((language) => [language, textsOf(language)])),
        }
        this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(files) })
      },
    },
  }
}
