import { resolve } from 'node:path'
import { z } from 'zod'
import { isNetwork, isWide, networks } from './networks.ts'
import { weaknessOf } from './weak-secret.ts'

/** The warning of a server on which doctors need no approval. */
export const OPEN_REGISTRATION =
  'Anyone who reaches this server can register as a doctor. Set DOCTOR_REGISTRATION=approval to approve each one.'

/** The operator's settings: the environment, parsed once. */
export interface Config {
  readonly port: number
  readonly host: string
  /** The port of `/metrics`, at `host`; null: metrics are off. */
  readonly metricsPort: number | null
  readonly dataDir: string
  /** Null: the embedded store in DATA_DIR. */
  readonly mongo: { readonly url: string; readonly dbName: string } | null
  /** Connects several processes on one store; null: each announces only to its own sockets. */
  readonly redisUrl: string | null
  readonly timeZone: string
  /** Null: the request's scheme and Host. */
  readonly publicOrigin: string | null
  /** Whether an address is a trusted proxy; null: none is. */
  readonly trustProxy: ((address: string) => boolean) | null
  /** Null: generated once and kept in DATA_DIR. */
  readonly jwtSecret: string | null
  readonly corsOrigins: readonly string[]
  /** `unlessForwarded`: open until a request shows that the server is reachable from elsewhere. */
  readonly doctorRegistration: 'open' | 'unlessForwarded' | 'approval'
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly turnSecret: string | null
  readonly icePolicy: 'all' | 'relay'
  readonly invitationSeconds: number
  readonly clinicName: string
  /** As shown to people; null: pages show none. */
  readonly clinicPhone: string | null
  readonly emergencyNumber: string
  /** The mail server; null: no mail is sent. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Where an SMS is posted to; null: none is sent. */
  readonly sms: SmsSettings | null
  /** Which hosts push messages may be sent to: `host` or `host:port`. `browsers`: the services of the browsers; null: no push messages. */
  readonly pushHosts: readonly string[] | 'browsers' | null
  /** After how many minutes without an act of its person a browser’s login ends; null: never. */
  readonly idleMinutes: { readonly DOCTOR: number | null; readonly PATIENT: number | null }
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly bcryptRounds: number
  readonly rateLimit: boolean
  /** Warnings for the operator at start-up. */
  readonly warnings: readonly string[]
}

/** The request that sends an SMS. */
export interface SmsSettings {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** With `{to}` and `{text}`. */
  readonly body: string
  /** ISO 3166; null: the country of the clinic's telephone number. */
  readonly countries: readonly string[] | null
}

/** One line for each invalid value: `NAME: what is wrong, what to do`. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

const wholeIf = (min: number, max: number, unset: string) => {
  const message = `is not a whole number from ${min} to ${max}; correct it, or unset it for ${unset}.`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((it) => it >= min && it <= max, message)
}

const whole = (min: number, max: number, unset: number) => wholeIf(min, max, String(unset)).default(unset)

const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `is not one of ${values.join(', ')}; use one of them.`)

const list = (isGood: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.every(isGood), message)
    .default([])

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '').toLowerCase()

const isTimeZone = (name: string): boolean => {
  try {
    return !/^[+-]/.test(name) && Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

const isDatabaseName = (name: string): boolean => /^[\w-]{1,63}$/.test(name) && !['admin', 'config', 'local'].includes(name)

const isRedisUrl = (text: string): boolean =>
  /^rediss?:\/\/[^\s/]/.test(text) && URL.canParse(text) && /^\/?\d*$/.test(new URL(text).pathname)

const isMailServer = (it: string): boolean => /^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/.test(it) && URL.canParse(it) && new URL(it).hostname !== ''

/** An address, or a name and the address in angle brackets. */
const MAIL_FROM = /^(?:[^<>@\p{Cc}"]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u

/** HTTP headers as a JSON object. */
const headersOf = (it: string): Record<string, string> | null => {
  try {
    const value: unknown = JSON.parse(it)
    if (typeof value !== 'object' || value === null || !Object.values(value).every((each) => typeof each === 'string')) return null
    return Object.fromEntries(new Headers(value as Record<string, string>))
  } catch {
    return null
  }
}

const isPushHost = (it: string): boolean =>
  /^[\w.[\]:-]+$/.test(it) && URL.canParse(`https://${it}`) && new URL(`https://${it}`).pathname === '/'

const text = (max: number) =>
  z
    .string()
    .regex(new RegExp(`^[^\\p{Cc}]{1,${max}}$`, 'u'), `is empty, over ${max} characters or contains control characters; use plain text.`)

const Environment = z
  .object({
    PORT: whole(0, 65535, 8000),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'is not an address or a host name; use one like 127.0.0.1 or 0.0.0.0.')
      .default('127.0.0.1'),
    DATA_DIR: z.string().default('./data'),
    TIME_ZONE: z.string().refine(isTimeZone, 'is not an IANA time zone; use one like Europe/Berlin.').optional(),
    PUBLIC_ORIGIN: z.string().refine(isOrigin, 'is not an origin; use one like https://clinic.example, without a path.').optional(),
    TRUST_PROXY: list(isNetwork, 'is not a list of addresses or networks; use the form 10.0.0.1,192.168.0.0/16.'),
    MONGO_URL: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'is not the address of a MongoDB; use one like mongodb://127.0.0.1:27017/?replicaSet=rs0.')
      .optional(),
    DB_NAME: z.string().refine(isDatabaseName, 'is not a database name; use letters, digits, “-” and “_”, like medconsult.').optional(),
    REDIS_URL: z
      .string()
      .refine(isRedisUrl, 'is not the address of a Redis; use one like redis://127.0.0.1:6379, or rediss:// for TLS.')
      .optional(),
    METRICS_PORT: wholeIf(0, 65535, 'no metrics').optional(),
    JWT_SECRET: z
      .string()
      .superRefine((it, ctx) => {
        const weakness = weaknessOf(it)
        if (weakness !== null)
          ctx.addIssue({ code: 'custom', message: `${weakness}; use a long random one, or unset it to have one generated.` })
      })
      .optional(),
    CORS_ORIGINS: list(
      isOrigin,
      'is not a list of origins; use the form https://clinic.example, separated by commas (“*” is not allowed).',
    ),
    DOCTOR_REGISTRATION: oneOf(['open', 'approval']).optional(),
    STUN_URLS: list((it) => /^stuns?:\S+$/.test(it), 'is not a list of STUN URLs; use the form stun:stun.clinic.example:3478.'),
    TURN_URLS: list(
      (it) => /^turns?:\S+$/.test(it),
      'is not a list of TURN URLs; use the form turn:turn.clinic.example:3478?transport=udp.',
    ),
    TURN_SECRET: z.string().min(16, 'is under 16 characters; use a long random one, the same as the TURN server’s.').optional(),
    ICE_POLICY: oneOf(['all', 'relay']).default('all'),
    INVITATION_SECONDS: whole(1, 600, 60),
    CLINIC_NAME: text(100).default('MedConsult'),
    CLINIC_PHONE: z
      .string()
      .regex(/^\+?\(?\d(?:[ ()./-]*\d){2,19}$/, 'is not a telephone number; use one like +41 44 123 45 67.')
      .optional(),
    EMERGENCY_NUMBER: text(40).default('112'),
    SMTP_URL: z
      .string()
      .refine(isMailServer, 'is not the address of a mail server; use one like smtps://user:password@mail.clinic.example.')
      .optional(),
    MAIL_FROM: z.string().regex(MAIL_FROM, 'is not an e-mail address; use one like Clinic <desk@clinic.example>.').optional(),
    SMS_URL: z
      .string()
      .refine(
        (it) => /^https?:/.test(it) && URL.canParse(it),
        'is not a web address; use the one to which your SMS service takes requests.',
      )
      .optional(),
    SMS_HEADERS: z
      .string()
      .refine((it) => headersOf(it) !== null, 'is not a JSON object of HTTP headers; use the form {"Authorization":"Bearer …"}.')
      .optional(),
    SMS_BODY: z
      .string()
      .refine((it) => it.includes('{to}') && it.includes('{text}'), 'lacks {to} or {text}; use a body that has both.')
      .optional(),
    SMS_COUNTRIES: list((it) => /^[A-Za-z]{2}$/.test(it), 'is not a list of countries; use two letters for each, like CH,DE.'),
    PUSH_HOSTS: list(isPushHost, 'is not a list of hosts; use the form push.example,push.example:8443, or none.'),
    IDLE_MINUTES: wholeIf(0, 1440, '30 for doctors and no end for patients').optional(),
    LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    BCRYPT_ROUNDS: whole(4, 15, 12),
    RATE_LIMIT: oneOf(['on', 'off']).default('on'),
  })
  .refine((it) => it.DB_NAME === undefined || it.MONGO_URL !== undefined, {
    path: ['DB_NAME'],
    message: 'names a MongoDB database, but there is no MongoDB; set MONGO_URL, or unset DB_NAME to keep the data in DATA_DIR.',
  })
  .refine((it) => it.METRICS_PORT !== it.PORT || it.PORT === 0, {
    path: ['METRICS_PORT'],
    message: 'is the same as PORT; metrics need a port of their own, so choose another.',
  })
  .refine((it) => it.PUBLIC_ORIGIN !== undefined || (it.SMTP_URL === undefined && it.SMS_URL === undefined), {
    path: ['PUBLIC_ORIGIN'],
    message: 'is missing; SMTP_URL and SMS_URL send links to people, and these need the address that browsers use.',
  })
  .refine((it) => it.REDIS_URL === undefined || it.JWT_SECRET !== undefined, {
    path: ['JWT_SECRET'],
    message: 'is missing; REDIS_URL connects several processes, and all of them need the same secret.',
  })
  .refine((it) => it.TURN_URLS.length === 0 || it.TURN_SECRET !== undefined, {
    path: ['TURN_SECRET'],
    message: 'is missing; TURN_URLS needs the TURN server’s secret.',
  })
  .refine((it) => it.ICE_POLICY === 'all' || it.TURN_URLS.length > 0, {
    path: ['ICE_POLICY'],
    message: 'is relay, but there is no relay; set TURN_URLS, or use all.',
  })

/** Reads the settings from the environment. An empty value counts as unset. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = Environment.safeParse(given)
  if (!result.success) {
    const lines = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message] as const).toReversed())
    throw new ConfigError([...lines].toReversed().map(([name, message]) => `${name}: ${message}`))
  }
  const env = result.data
  const trustProxy = env.TRUST_PROXY.length === 0 ? null : networks(env.TRUST_PROXY)
  const doctorRegistration = env.DOCTOR_REGISTRATION ?? (isLoopback(env.HOST) && trustProxy === null ? 'unlessForwarded' : 'approval')
  return {
    port: env.PORT,
    host: env.HOST,
    metricsPort: env.METRICS_PORT ?? null,
    dataDir: resolve(env.DATA_DIR),
    mongo: env.MONGO_URL === undefined ? null : { url: env.MONGO_URL, dbName: env.DB_NAME ?? 'medconsult' },
    redisUrl: env.REDIS_URL ?? null,
    timeZone: env.TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    publicOrigin: env.PUBLIC_ORIGIN === undefined ? null : new URL(env.PUBLIC_ORIGIN).origin,
    trustProxy,
    jwtSecret: env.JWT_SECRET ?? null,
    corsOrigins: env.CORS_ORIGINS.map((origin) => new URL(origin).origin),
    doctorRegistration,
    stunUrls: env.STUN_URLS,
    turnUrls: env.TURN_URLS,
    turnSecret: env.TURN_SECRET ?? null,
    icePolicy: env.ICE_POLICY,
    invitationSeconds: env.INVITATION_SECONDS,
    clinicName: env.CLINIC_NAME,
    clinicPhone: env.CLINIC_PHONE ?? null,
    emergencyNumber: env.EMERGENCY_NUMBER,
    ...channelsOf(env),
    idleMinutes: { DOCTOR: idleOf(env.IDLE_MINUTES ?? DOCTORS_IDLE_MINUTES), PATIENT: idleOf(env.IDLE_MINUTES ?? 0) },
    logLevel: env.LOG_LEVEL,
    bcryptRounds: env.BCRYPT_ROUNDS,
    rateLimit: env.RATE_LIMIT === 'on',
    warnings: [
      ...(doctorRegistration === 'approval' ? [] : [OPEN_REGISTRATION]),
      ...(env.REDIS_URL !== undefined && env.MONGO_URL === undefined
        ? ['REDIS_URL is for several processes, but a data folder serves only one. Set MONGO_URL to run more.']
        : []),
      ...(env.TRUST_PROXY.some(isWide)
        ? [`TRUST_PROXY: ${env.TRUST_PROXY.filter(isWide).join(',')} lets anyone forge their address. Name only the proxy’s own address.`]
        : []),
      ...(env.BCRYPT_ROUNDS < 10
        ? [`BCRYPT_ROUNDS is ${env.BCRYPT_ROUNDS}: stolen password hashes would be cracked quickly. Unset it for 12.`]
        : []),
      ...(env.METRICS_PORT !== undefined && !isLoopback(env.HOST)
        ? [
            `METRICS_PORT: anyone who reaches ${env.HOST}:${env.METRICS_PORT} can read the metrics. Do not expose that port to the internet.`,
          ]
        : []),
      ...(env.RATE_LIMIT === 'off' ? ['RATE_LIMIT is off: one program can keep everyone waiting. Use this for load tests only.'] : []),
    ],
  }
}

/** How notices are sent. Nothing is, without the origin that their links are made of. */
function channelsOf(env: z.output<typeof Environment>): Pick<Config, 'smtpUrl' | 'mailFrom' | 'sms' | 'pushHosts'> {
  const origin = env.PUBLIC_ORIGIN
  const hosts = env.PUSH_HOSTS
  return {
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `no-reply@${origin === undefined ? 'localhost' : new URL(origin).hostname}`,
    sms:
      env.SMS_URL === undefined
        ? null
        : {
            url: env.SMS_URL,
            headers: { 'content-type': 'application/json', ...headersOf(env.SMS_HEADERS ?? '{}') },
            body: env.SMS_BODY ?? '{"to":"{to}","text":"{text}"}',
            countries: env.SMS_COUNTRIES.length === 0 ? null : env.SMS_COUNTRIES.map((it) => it.toUpperCase()),
          },
    pushHosts: origin === undefined || hosts.includes('none') ? null : hosts.length === 0 ? 'browsers' : hosts,
  }
}

const DOCTORS_IDLE_MINUTES = 30
/** 0: never. */
const idleOf = (minutes: number): number | null => (minutes === 0 ? null : minutes)

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
