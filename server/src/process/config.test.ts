import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const linesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.lines
    throw error
  }
  return []
}

const wrong: Record<string, readonly string[]> = {
  PORT: ['abc', '-1', '65536', '80.5', '0x50'],
  HOST: ['a b', 'http://x'],
  TIME_ZONE: ['Mars/Olympus', '+02:00', '1'],
  PUBLIC_ORIGIN: ['clinic.example', 'https://clinic.example/path', 'ftp://clinic.example', 'javascript:alert(1)'],
  TRUST_PROXY: ['localhost', '10.0.0.0/33', '10.0.0.1/8/8', '*', '::1/129'],
  MONGO_URL: ['localhost:27017', 'http://localhost', 'mongodb://', 'mongodb://a b'],
  DB_NAME: ['a b', 'a/b', '$x', 'admin', 'x'.repeat(64)],
  REDIS_URL: ['localhost:6379', 'http://localhost', 'redis://', 'redis://a b', 'redis://localhost/x'],
  METRICS_PORT: ['x', '65536', '8000'],
  JWT_SECRET: [
    'short',
    'your-super-secret-jwt-token-with-at-least-32-characters-long',
    'a-string-secret-at-least-256-bits-long',
    'change-me-to-a-long-random-string-0123456789',
    'Replace this with 32 random bytes, please',
    '<your jwt secret here, 32 bytes or more>',
    'super_secret_key_for_the_clinic_2026_!',
    'my-very-long-secret-key-of-production-42',
    'doctor-consultation-secret-key-2025-for-the-clinic',
    'INSERT_A_RANDOM_STRING_OF_LETTERS_HERE',
    'doctor-consultation-secret-key-2025',
    'x'.repeat(64),
    'abababababababababababababababababab',
    'changeme1'.repeat(4),
    'kX9#mQ2$vL7!pR4'.repeat(3),
    `${'a'.repeat(25)}bcdefgh`,
  ],
  CORS_ORIGINS: ['*', 'https://a.example,*', 'clinic.example', 'null', 'https://a.example/x'],
  DOCTOR_REGISTRATION: ['yes', 'OPEN'],
  STUN_URLS: ['stun.example', 'turn:turn.example'],
  TURN_URLS: ['turn.example', 'stun:stun.example'],
  TURN_SECRET: ['secret', 'x'.repeat(15)],
  ICE_POLICY: ['none'],
  INVITATION_SECONDS: ['0', '601', '1.5', 'soon'],
  CLINIC_NAME: ['x'.repeat(101), 'a\u0007b'],
  CLINIC_PHONE: ['call us', '12', '+', '1'.repeat(21), '044 123 45 67 ext. 8'],
  EMERGENCY_NUMBER: ['1'.repeat(41)],
  SMTP_URL: ['mail.example', 'http://mail.example', 'smtp://', 'smtp://a b'],
  MAIL_FROM: ['clinic', 'Clinic <desk>', 'desk@a.example, desk@b.example', 'Clinic\n<desk@clinic.example>'],
  SMS_URL: ['sms.example', 'ftp://sms.example'],
  SMS_HEADERS: ['x', '[]x', '{"A":1}', '{"A b":"x"}', '{"A":"x\\ny"}'],
  SMS_BODY: ['{"to":"{to}"}', '{text}'],
  SMS_COUNTRIES: ['Switzerland', 'CH;DE', '41'],
  PUSH_HOSTS: ['https://push.example', 'push.example/x', 'a b', 'push.example:x'],
  IDLE_MINUTES: ['-1', '1441', 'never'],
  LOG_LEVEL: ['verbose'],
  BCRYPT_ROUNDS: ['3', '16'],
  RATE_LIMIT: ['no'],
}

/** Other variables that a variable requires. */
const needed: Record<string, Record<string, string>> = {
  SMTP_URL: { PUBLIC_ORIGIN: 'https://clinic.example' },
  SMS_URL: { PUBLIC_ORIGIN: 'https://clinic.example' },
  TURN_URLS: { TURN_SECRET: 'a secret of the relay' },
  DB_NAME: { MONGO_URL: 'mongodb://localhost' },
  REDIS_URL: { JWT_SECRET: 'one secret for all of these processes' },
}

describe('configuration', () => {
  for (const [name, values] of Object.entries(wrong)) {
    test(`${name}: each invalid value gives one clear line`, () => {
      for (const value of values) {
        const lines = linesOf({ ...needed[name], [name]: value })
        assert.equal(lines.length, 1, `${name}=${value}`)
        assert.match(lines[0]!, new RegExp(`^${name}: [^\\n]+\\.$`))
        if (name === 'JWT_SECRET' || name === 'TURN_SECRET') assert(!lines[0]!.includes(value), 'a secret is not printed')
      }
    })
  }

  test('any long secret without repetition is accepted', () => {
    for (const secret of ['0f9a3c71be5d8264a7c3190e5bd2f486', '50286139470582613947205831694027', 'correct horse battery staple again'])
      assert.equal(readConfig({ JWT_SECRET: secret }).jwtSecret, secret)
  })

  test('an empty environment or empty values give the defaults', () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const empty = Object.fromEntries(Object.keys(wrong).map((name) => [name, ' ']))
    for (const env of [{}, empty]) {
      const { warnings, trustProxy, dataDir, ...rest } = readConfig(env)
      assert.deepEqual(rest, {
        port: 8000,
        host: '127.0.0.1',
        mongo: null,
        metricsPort: null,
        redisUrl: null,
        timeZone: zone,
        publicOrigin: null,
        jwtSecret: null,
        corsOrigins: [],
        doctorRegistration: 'unlessForwarded',
        stunUrls: [],
        turnUrls: [],
        turnSecret: null,
        icePolicy: 'all',
        invitationSeconds: 60,
        clinicName: 'MedConsult',
        clinicPhone: null,
        emergencyNumber: '112',
        smtpUrl: null,
        mailFrom: 'no-reply@localhost',
        sms: null,
        pushHosts: null,
        idleMinutes: { DOCTOR: 30, PATIENT: null },
        logLevel: 'info',
        bcryptRounds: 12,
        rateLimit: true,
      })
      assert.equal(trustProxy, null)
      assert.match(dataDir, /\/data$/)
      assert.equal(warnings.length, 1)
    }
  })

  test('what sends links needs the address that browsers use: one line', () => {
    for (const name of ['SMTP_URL', 'SMS_URL'])
      assert.match(
        linesOf({ [name]: name === 'SMTP_URL' ? 'smtp://mail.example' : 'https://sms.example' }).join('\n'),
        /^PUBLIC_ORIGIN: .*$/,
      )
    const { smtpUrl, mailFrom, sms, pushHosts } = readConfig({
      PUBLIC_ORIGIN: 'https://clinic.example',
      SMTP_URL: 'smtp://mail.example',
      SMS_URL: 'https://sms.example/send',
      SMS_COUNTRIES: 'ch,de',
    })
    assert.deepEqual([smtpUrl, mailFrom, pushHosts], ['smtp://mail.example', 'no-reply@clinic.example', 'browsers'])
    assert.deepEqual(sms?.countries, ['CH', 'DE'])
    const withHosts = (hosts: string) => readConfig({ PUBLIC_ORIGIN: 'https://clinic.example', PUSH_HOSTS: hosts }).pushHosts
    assert.deepEqual([withHosts('none'), withHosts('push.example,127.0.0.1:9443')], [null, ['push.example', '127.0.0.1:9443']])
  })

  test('all invalid values are reported together, one line each', () => {
    const lines = linesOf({ PORT: 'x', HOST: 'a b', MONGO_URL: 'x', LOG_LEVEL: 'x' })
    assert.deepEqual(
      lines.map((line) => line.split(':')[0]),
      ['PORT', 'HOST', 'MONGO_URL', 'LOG_LEVEL'],
    )
  })

  test('MongoDB needs an address; the database name has a default and is refused alone', () => {
    const url = 'mongodb+srv://someone:secret@db.example/?tls=true'
    assert.deepEqual(readConfig({ MONGO_URL: url }).mongo, { url, dbName: 'medconsult' })
    assert.deepEqual(readConfig({ MONGO_URL: url, DB_NAME: 'clinic_1' }).mongo, { url, dbName: 'clinic_1' })
    assert.match(linesOf({ DB_NAME: 'clinic_1' }).join(), /^DB_NAME: .*set MONGO_URL/)
    assert(!linesOf({ MONGO_URL: 'mongo://someone:topsecret@db' }).join().includes('topsecret'))
  })

  test('Redis requires a shared secret and store; its password is not printed', () => {
    const url = 'rediss://someone:topsecret@redis.example:6380/2'
    const secret = { JWT_SECRET: 'one secret for all of these processes' }
    const shared = { ...secret, MONGO_URL: 'mongodb://db', DOCTOR_REGISTRATION: 'approval' }
    assert.equal(readConfig({ ...shared, REDIS_URL: url }).redisUrl, url)
    assert.deepEqual(readConfig({ ...shared, REDIS_URL: url }).warnings, [])
    assert.match(linesOf({ REDIS_URL: url }).join(), /^JWT_SECRET: is missing; REDIS_URL/)
    assert.match(readConfig({ ...secret, REDIS_URL: url }).warnings.join(), /Set MONGO_URL/)
    assert(!linesOf({ REDIS_URL: 'redis://someone:topsecret@a b' }).join().includes('topsecret'))
  })

  test('relays need a secret, and relay-only needs relays', () => {
    assert.match(linesOf({ TURN_URLS: 'turn:turn.example' })[0]!, /^TURN_SECRET: /)
    assert.match(linesOf({ ICE_POLICY: 'relay' })[0]!, /^ICE_POLICY: /)
    const { turnUrls, icePolicy } = readConfig({
      TURN_URLS: 'turn:a.example, turns:b.example:443?transport=tcp',
      TURN_SECRET: 'a secret of the relay',
      ICE_POLICY: 'relay',
    })
    assert.deepEqual([turnUrls, icePolicy], [['turn:a.example', 'turns:b.example:443?transport=tcp'], 'relay'])
  })

  test('doctors may register without approval only on this machine, by default', () => {
    const of = (env: Record<string, string>) => readConfig(env).doctorRegistration
    assert.equal(of({ HOST: 'localhost' }), 'unlessForwarded')
    assert.equal(of({ HOST: '::1' }), 'unlessForwarded')
    assert.equal(of({ HOST: '0.0.0.0' }), 'approval')
    assert.equal(of({ TRUST_PROXY: '127.0.0.1' }), 'approval')
    assert.equal(of({ HOST: '0.0.0.0', DOCTOR_REGISTRATION: 'open' }), 'open')
    assert.equal(of({ DOCTOR_REGISTRATION: 'approval' }), 'approval')
    assert.deepEqual(readConfig({ DOCTOR_REGISTRATION: 'approval' }).warnings, [])
    assert.match(readConfig({ DOCTOR_REGISTRATION: 'open' }).warnings.join(), /anyone/i)
  })

  test('metrics need their own port, with a warning unless HOST is loopback', () => {
    const of = (env: Record<string, string>) => readConfig({ DOCTOR_REGISTRATION: 'approval', ...env })
    assert.equal(of({ METRICS_PORT: '9090' }).metricsPort, 9090)
    assert.deepEqual(of({ METRICS_PORT: '9090' }).warnings, [])
    assert.match(linesOf({ PORT: '9090', METRICS_PORT: '9090' }).join(), /^METRICS_PORT: .*port of their own/)
    assert.equal(of({ PORT: '0', METRICS_PORT: '0' }).metricsPort, 0)
    assert.match(of({ HOST: '0.0.0.0', METRICS_PORT: '9090' }).warnings.join(), /^METRICS_PORT: .*0\.0\.0\.0:9090/)
  })

  test('a very wide TRUST_PROXY network gives a warning, a clinic’s own does not', () => {
    const of = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).warnings
    for (const wide of ['0.0.0.0/0', '::/0', '10.0.0.1,0.0.0.0/1', '2000::/3'])
      assert.match(of(wide).join(), /^TRUST_PROXY: \S*\/[013] lets anyone forge/)
    for (const own of ['10.0.0.0/8', '127.0.0.1', 'fd00::/16', '192.168.0.0/16,::1']) assert.deepEqual(of(own), [])
  })

  test('cheap password hashing and disabled rates give warnings', () => {
    const { warnings } = readConfig({ BCRYPT_ROUNDS: '9', RATE_LIMIT: 'off', DOCTOR_REGISTRATION: 'approval' })
    assert.deepEqual(
      warnings.map((line) => line.split(' ')[0]),
      ['BCRYPT_ROUNDS', 'RATE_LIMIT'],
    )
  })
})
