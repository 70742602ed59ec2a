import { join } from 'node:path'
import { routes, type Route } from '@medconsult/contract'
import type { Plugin } from 'vite'

const jitless = join(import.meta.dirname, '../src/calls/connection/transport/zod-jitless.ts')
const contract = /\/contract\/src\/[\w-]+\.ts$/
/** The schemas that pages check their forms by. */
const ofForms = /\/(?:user|schedule|primitives)\.ts$/
/** Where a schema's chain begins: zod itself, or a schema that another is made of. */
const chainStart = /(?<![\w.'"/])(?:z(?=\s*\.\w)|[A-Z]\w*(?=\.(?:(?:extend|pick|nullable|optional|meta)\(|options\.)))/g

/**
 * Leaves zod out of pages that check nothing themselves: a page calls a route by its method and path (and in a call by the call's token), so the table comes
 * without its schemas, and a schema that no page imports is dropped. Schemas take the zod that compiles nothing.
 */
export function schemasOnDemand(): Plugin {
  return {
    name: 'schemas-on-demand',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!contract.test(id)) return null
      if (id.endsWith('/routes.ts')) {
        const rows = Object.entries<Route>(routes).map(([name, { method, path, isAboutCall }]) => [name, { method, path, isAboutCall }])
        return { code: `export const routes = ${JSON.stringify(Object.fromEntries(rows))}`, map: null }
      }
      const pure = code.replace(chainStart, '/* @__PURE__ */ $&')
      const schemas = ofForms.test(id) ? pure.replace("from 'zod'", `from ${JSON.stringify(jitless)}`) : pure
      return { code: schemas, map: null, moduleSideEffects: false }
    },
  }
}
