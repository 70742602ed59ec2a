import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** How long the pages of a build may stay open after its last server: 7 days. */
const KEPT_MS = 7 * 24 * 3_600_000

/** The folder with the assets of recent builds. */
export const keptFolder = (dataDir: string): string => join(dataDir, 'assets')

/** The name pattern of built assets; nothing else is served from the folder. */
export const isAssetName = (name: string): boolean => /^[\w-][\w.-]*\.(?:js|css|svg|woff2?|png|webp|mp3)$/.test(name)

export interface KeptAssets {
  /** Where they are served from. */
  readonly folder: string
  /** Marks this build’s assets as still in use. Throws file system errors. */
  readonly keep: () => Promise<void>
}

/** Keeps this build’s assets; null, with a warning, if DATA_DIR cannot be written. */
export async function openKeptAssets(
  dist: string,
  dataDir: string,
  now: () => Date,
  warn: (line: string) => void,
): Promise<KeptAssets | null> {
  const keep = (): Promise<void> => keepAssets(dist, dataDir, now())
  try {
    await keep()
    return { folder: keptFolder(dataDir), keep }
  } catch (error) {
    warn(`DATA_DIR: the pages’ files cannot be kept there for pages that are open after an upgrade (${(error as Error).message}).`)
    return null
  }
}

/**
 * Copies this build's assets to the data folder, from which every server that shares it serves them, so that pages survive
 * an upgrade or rollback. Removes assets unused for 7 days. Throws file system errors.
 */
export async function keepAssets(dist: string, dataDir: string, now: Date): Promise<void> {
  const folder = keptFolder(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const own = await readdir(join(dist, 'assets')).catch(() => [])
  for (const name of own) {
    const [source, kept] = [join(dist, 'assets', name), join(folder, name)]
    if (!(await isWhole(source, kept))) {
      // Renamed only once complete, since another process may be serving the file.
      const draft = join(folder, `.${name}.${process.pid}`)
      await copyFile(source, draft)
      await rename(draft, kept)
    }
    await utimes(kept, now, now)
  }
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    const found = await stat(file).catch(() => null)
    if (found !== null && found.mtimeMs < now.getTime() - KEPT_MS) await rm(file, { force: true })
  }
}

async function isWhole(source: string, kept: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(source), stat(kept).catch(() => null)])
  return one.size === other?.size
}
