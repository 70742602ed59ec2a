import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'
import { weaknessOf } from './weak-secret.ts'

/** The file with the generated secret. */
export const secretFile = (dataDir: string): string => join(dataDir, 'jwt-secret')

/** The data folder's secret, generated once and readable only by its owner. Throws `ConfigError`. */
export function keptSecret(dataDir: string): string {
  const file = secretFile(dataDir)
  const known = read(file)
  if (known !== null) return known
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new ConfigError([
        `DATA_DIR: ${file} cannot be written (${(error as Error).message}); correct its permissions, or set JWT_SECRET.`,
      ])
  } finally {
    rmSync(draft, { force: true })
  }
  const made = read(file)
  if (made === null) throw new ConfigError([`DATA_DIR: ${file} cannot be read; correct its permissions, or set JWT_SECRET.`])
  return made
}

function read(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    const weakness = weaknessOf(secret)
    if (weakness !== null)
      throw new ConfigError([
        `DATA_DIR: ${file} ${weakness}; delete it to have a new one generated (everyone has to sign in again), or set JWT_SECRET.`,
      ])
    return secret
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    if (error instanceof ConfigError) throw error
    throw new ConfigError([`DATA_DIR: ${file} cannot be read (${code}); correct its owner and mode, or set JWT_SECRET.`])
  }
}
