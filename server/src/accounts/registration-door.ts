import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import { OPEN_REGISTRATION, type Config } from '../process/config.ts'

type Known = Pick<Config, 'doctorRegistration' | 'dataDir'>

/** Whether a request may make a doctor whom nobody has to approve. */
export interface RegistrationDoor {
  readonly isOpen: (req: IncomingMessage) => boolean
  /** Looks at every request from now on. */
  readonly watch: (server: Server) => void
}

interface DoorOptions extends Known {
  /** Whether a request came by way of somebody in front of this server. */
  readonly comesFromAfar: (req: IncomingMessage) => boolean
  readonly say: (line: string) => void
}

const WHY = `A proxy passes requests on to this server, so doctors who register wait for approval.
Delete this file, or set DOCTOR_REGISTRATION=open, to let anyone register as a doctor.
`

const fileOf = (dataDir: string): string => join(dataDir, 'doctor-registration-closed')

/**
 * Where DOCTOR_REGISTRATION is unset, the first request that shows that somebody is in front closes open registration for
 * good, by a file in DATA_DIR: a proxy that forwards nothing looks like this machine from the next request on.
 */
export function makeRegistrationDoor({ doctorRegistration, dataDir, comesFromAfar, say }: DoorOptions): RegistrationDoor {
  const file = fileOf(dataDir)
  let closed = existsSync(file)
  /** The file could not be written: then it is closed until the next start. */
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
      // The operator may have deleted it.
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

/** What the operator should know at the start, as it is in their data folder. */
export const startWarnings = ({ warnings, doctorRegistration, dataDir }: Known & Pick<Config, 'warnings'>): readonly string[] => {
  const file = fileOf(dataDir)
  if (doctorRegistration !== 'unlessForwarded' || !existsSync(file)) return warnings
  const line = `Doctors who register wait for approval because a request came through a proxy. Delete ${file} to open registration again.`
  return warnings.map((warning) => (warning === OPEN_REGISTRATION ? line : warning))
}
