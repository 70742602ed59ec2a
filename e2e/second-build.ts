import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const web = join(import.meta.dirname, '../web')

export interface SecondBuild extends Disposable {
  /** The folder with the build. */
  readonly dist: string
}

/** Builds the web app again with every file under a different name, as after a change to something that all of them import. */
export async function secondBuild(): Promise<SecondBuild> {
  const dist = mkdtempSync(join(tmpdir(), 'medconsult-second-'))
  const assets = 'assets/[name]-second-[hash]'
  await build({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: dist,
      emptyOutDir: false,
      rolldownOptions: {
        output: { entryFileNames: `${assets}.js`, chunkFileNames: `${assets}.js`, assetFileNames: `${assets}[extname]` },
      },
    },
  })
  return { dist, [Symbol.dispose]: () => rmSync(dist, { recursive: true, force: true }) }
}
