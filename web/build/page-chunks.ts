import type { PageName } from '@medconsult/contract'
import type { Plugin } from 'vite'

/** The modules that a page is loaded by, below `src`; what they import comes along. */
const modulesOf: Readonly<Record<PageName, readonly string[]>> = {
  login: ['accounts/sign-in.tsx'],
  register: ['accounts/register.tsx'],
  browse: ['app/shell.tsx', 'schedules/browse.tsx'],
  practices: ['app/shell.tsx', 'schedules/practices.tsx'],
  practiceRoom: ['app/shell.tsx', 'queue/practice/practice-room.tsx'],
  visit: ['app/shell.tsx', 'queue/visit/visit.tsx'],
  audit: ['app/shell.tsx', 'audit/audit-record.tsx'],
  call: ['app/shell.tsx', 'calls/room/call-room.tsx'],
}

/** Writes `pages.json`: for each page the files that its code is in beyond those that index.html names. */
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
        const filesOf = (modules: readonly string[]): string[] => {
          const files = new Set<string>()
          for (const module of modules) {
            const chunk = chunks.find((it) => Object.keys(it.modules).some((id) => id.endsWith(`/src/${module}`)))
            if (!chunk) this.error(`no chunk holds src/${module}`)
            withImports(chunk.fileName, files)
          }
          return [...files].filter((file) => !initial.has(file))
        }
        const pages = Object.fromEntries(Object.entries(modulesOf).map(([page, modules]) => [page, filesOf(modules)]))
        this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) })
      },
    },
  }
}
