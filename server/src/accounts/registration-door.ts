import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import { OPEN_REGISTRATION, type Config } from '../process/config.ts'

type Known = Pick<Config, 'doctorRegistration' | 'dataDir'>

/** Whether a request may register a doctor without approval. */
export interface RegistrationDoor {
  readonly isOpen: (req: IncomingMessage) => boolean
  /** Checks every request from now on. */
  readonly watch: (server: Server) => void
}

interface DoorOptions extends Known {
  /** Whether a request shows that the server is reachable from elsewhere. */
  readonly comesFromAfar: (req: IncomingMessage) => boolean
  readonly say: (line: string) => void
}

const WHY = `A proxy passes requests on to this server, so doctors who register wait for approval.
Delete this file, or set DOCTOR_REGISTRATION=open, to let anyone register as a doctor.
`

const fileOf = (dataDir: string): string => join(dataDir, 'doctor-registration-closed')

/**
 * With DOCTOR_REGISTRATION unset, the first request that shows that the server is reachable from elsewhere closes open
 * registration permanently, by a file in DATA_DIR: a proxy that adds no headers would otherwise look like this machine.
 */
export function makeRegistrationDoor({ doctorRegistration, dataDir, comesFromAfar, say }: DoorOptions): RegistrationDoor {
  const file = fileOf(dataDir)
  let closed = existsSync(file)
  /** Closed until the next start, if the file could not be written. */
  let heldShut = false

  const close = (): void => {
    closed = true
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 })
      writeFileSync(file, WHY, { mode: 0o600 })
    } catch (error) {
      heldShut = true
      return say(`A request came through a proxy, and ${file} cannot be written (${(error as Error).message}): set DOCTOR_REGISTRATION.`)
    }
    say(`A request came through a proxy: doctors who register now wait for approval. Delete ${file} to open registration again.`)
  }

  const look = (req: IncomingMessage): void => {
    if (!closed && comesFromAfar(req)) close()
  }

  return {
    isOpen(req) {
      if (doctorRegistration !== 'unlessForwarded') return doctorRegistration === 'open'
      // The operator may have deleted the file.
      closed = heldShut || existsSync(file)
      return !closed && !comesFromAfar(req)
    },
    watch(server) {
      if (doctorRegistration !== 'unlessForwarded') return
      server.on('request', look)
      server.on('upgrade', look)
    },
  }
}

/** The warning for the operator at start-up. */
export const startWarnings = ({ warnings, doctorRegistration, dataDir }: Known & Pick<Config, 'warnings'>): readonly string[] => {
  const file = fileOf(dataDir)
  if (doctorRegistration !== 'unlessForwarded' || !existsSync(file)) return warnings
  const line = `Doctors who register wait for approval because a request came through a proxy. Delete ${file} to open registration again.`
  return warnings.map((warning) => (warning === OPEN_REGISTRATION ? line : warning))
}
