import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient, MongoCompatibilityError, MongoError, MongoServerSelectionError, type Db, type Document } from 'mongodb'
import { isAway, isUnwelcome } from './errors.ts'
import { StoreRefused } from '../store.ts'

export interface Waiting {
  /** Called every ten seconds with the reason while the store is not available. */
  readonly waiting?: (line: string) => void
  /** How long to wait for a primary, in milliseconds; indefinitely by default. */
  readonly patienceMs?: number
}

const AGAIN_MS = 500
const REPORT_EVERY_MS = 10_000

/**
 * Waits for a primary that supports transactions, then runs `prepare`. Throws `StoreRefused` if waiting would not help or
 * takes too long; its message contains no secret of `url`.
 */
export async function waitForPrimary(
  client: MongoClient,
  db: Db,
  url: string,
  { waiting, patienceMs }: Waiting,
  prepare: () => Promise<void>,
): Promise<void> {
  const begun = performance.now()
  let reportedAt = -Infinity
  for (;;) {
    const why = await tryOnce(client, db, url, prepare)
    if (why === null) return
    const now = performance.now()
    if (patienceMs !== undefined && now - begun > patienceMs)
      throw new StoreRefused('ABSENT', `MONGO_URL: MongoDB has no primary (${why}): start it, or correct the address.`)
    if (now - reportedAt >= REPORT_EVERY_MS) {
      reportedAt = now
      waiting?.(`MongoDB has no primary yet (${why}); waiting for it. A new replica set needs rs.initiate() once.`)
    }
    await pause(AGAIN_MS)
  }
}

/** Null once the store is ready and prepared, otherwise the reason to wait. */
async function tryOnce(client: MongoClient, db: Db, url: string, prepare: () => Promise<void>): Promise<string | null> {
  try {
    await client.connect()
    const hello = await db.command({ hello: 1 })
    if (Number(hello['maxWireVersion']) < SNAPSHOT_READS) throw tooOld()
    if (!holdsTransactions(hello)) throw standalone()
    if (hello['isWritablePrimary'] !== true) return 'the server that answers is not the primary'
    await prepare()
    return null
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    if ((error as Error).cause instanceof MongoCompatibilityError) throw tooOld()
    const said = withoutSecrets((error as Error).message, url)
    if (isUnwelcome(error))
      throw new StoreRefused(
        'UNWELCOME',
        `MONGO_URL: MongoDB refuses this user (${said}): correct the user name, the password or the user’s rights.`,
      )
    // A failed DNS lookup is a system error, not one of the driver's.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return said
    if (!(error instanceof MongoError)) throw error
    if (error instanceof MongoServerSelectionError) await refuseStrangers(url)
    if (!isAway(error)) throw new StoreRefused('UNWRITABLE', `MONGO_URL: MongoDB cannot serve as the store (${said}).`)
    return said
  }
}

/** With `replicaSet` the driver ignores servers that are not members, so each is asked directly. Throws `StoreRefused`. */
async function refuseStrangers(url: string): Promise<void> {
  const name = /[?&]replicaSet=([^&]*)/i.exec(url)?.[1]
  const [, before, hosts, after] = /^(mongodb:\/\/(?:[^@/]*@)?)([^/?]+)(.*)$/.exec(url) ?? []
  if (name === undefined || before === undefined || hosts === undefined || after === undefined) return
  const options = after.replace(/([?&])replicaSet=[^&]*/i, '$1')
  const asked = await Promise.allSettled(hosts.split(',').map((host) => greetingOf(`${before}${host}${options}`)))
  const answers = asked.filter((it) => it.status === 'fulfilled').map(({ value }) => value)
  if (answers.length === 0) return
  if (!answers.some(holdsTransactions)) throw standalone()
  const others = answers.map(({ setName }) => setName as string | undefined).filter((it) => it !== undefined)
  if (others.length === answers.length && !others.includes(decoded(name)))
    throw new StoreRefused('ADDRESS', `MONGO_URL: the replica set is named “${others[0]}”: use replicaSet=${others[0]}.`)
}

async function greetingOf(url: string): Promise<Document> {
  await using client = new MongoClient(url, { directConnection: true, serverSelectionTimeoutMS: 1000, connectTimeoutMS: 1000 })
  return await client.db('admin').command({ hello: 1 })
}

/** The wire version of MongoDB 5.0, the first with snapshot reads outside transactions. */
const SNAPSHOT_READS = 13

const tooOld = (): StoreRefused => new StoreRefused('TOO_OLD', 'MONGO_URL: this MongoDB is too old: use 5.0 or newer.')

/** Accepts a member of a replica set, even before rs.initiate(), or a mongos. */
const holdsTransactions = (hello: Document): boolean =>
  hello['setName'] !== undefined || hello['isreplicaset'] === true || hello['msg'] === 'isdbgrid'

const standalone = (): StoreRefused =>
  new StoreRefused(
    'STANDALONE',
    'MONGO_URL: this MongoDB runs alone and cannot hold transactions: start mongod with --replSet rs0, then run rs.initiate() once; one server is enough.',
  )

/** A message on one line, without the user, password or other secrets of the URL. */
export function withoutSecrets(message: string, url: string): string {
  const start = url.indexOf('://') + 3
  const user = url.slice(start, Math.max(start, url.lastIndexOf('@')))
  const password = user.includes(':') ? user.slice(user.indexOf(':') + 1) : ''
  const options = [...url.matchAll(/[?&][^=&]*(?:password|properties|token|secret)[^=&]*=([^&]*)/gi)].map((match) => match[1]!)
  const secrets = [user, password, ...options].flatMap((text) => [text, decoded(text)]).filter((text) => text !== '')
  const hidden = secrets.toSorted((a, b) => b.length - a.length).reduce((said, secret) => said.replaceAll(secret, '***'), message)
  return hidden.replaceAll(/\s+/g, ' ').trim()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
