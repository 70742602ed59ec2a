import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { account, mailed, MAIL, PASSWORD } from '../accounts.ts'
import { makeHarness, withoutMutex } from '../harness.ts'
import { testStores } from '../stores.ts'
import { disableAccount, enableAccount } from '../../accounts/operator/disable-account.ts'
import { revokeLogins } from '../../accounts/operator/revoke-logins.ts'
import { Refusal } from '../../core/refusal.ts'
import { waitingStore, type At } from './race-world.ts'

const seed = Number(process.env['RACES_SEED'] ?? 20_260_302)
const runsOn = { SQLite: Number(process.env['RACES_RUNS'] ?? 60), MongoDB: Number(process.env['RACES_RUNS'] ?? 6) }

const RESET_TO = 'nine blue chairs'
const CHANGED_TO = 'eight red kettles'
const act = fc.constantFrom(
  ...(['reset', 'resetAgain', 'signIn', 'signInByNew', 'changePassword', 'endOther', 'close'] as const),
  ...(['revoke', 'disable', 'enable', 'changeEmail'] as const),
)

/**
 * Whoever can sign in does so by the password that counts: a login that is open at the end was opened by it or kept by who set it,
 * a link is used once, a closed or disabled account has no open login, and no link to another address outlives the password
 * that it was asked for with.
 */
for (const { name, open } of await testStores())
  test(`D3: races: reset, sign-in, change of password and address, revoking, disabling and closing, in any interleaving, on ${name}`, async (t) => {
    t.diagnostic(`RACES_SEED=${seed} RACES_RUNS=${runsOn[name]}`)
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 2, maxLength: 5 }), async (scheduler, acts) => {
        await using store = await open()
        await using h = await makeHarness({ store, channels: MAIL })
        const amara = await account(h)
        const other = await h.nobody.run('login', { body: { email: amara.email, password: PASSWORD } })
        await h.nobody.run('askReset', { body: { email: amara.email } })
        const [{ secret } = { secret: '' }] = await mailed(h, 'RESET')

        const at: At = async (what, work) => {
          await scheduler.schedule(Promise.resolve(), what)
          return work()
        }
        const ctx = { ...withoutMutex(h.system), store: waitingStore(store, at) }
        /** By each new token, the password that opened it. */
        const opened = new Map<string, string>()
        const done: string[] = []
        const [self, nobody] = [h.as(amara.person, { ctx }), h.as(null, { ctx })]
        const signIn = async (password: string): Promise<void> => {
          const { token } = await nobody.run('login', { body: { email: amara.email, password } })
          opened.set(h.tokens.verifyToken(token, h.now())!.loginId, password)
        }
        const reset = () => nobody.run('confirmReset', { body: { secret, password: RESET_TO } })
        const works = {
          reset,
          resetAgain: reset,
          signIn: () => signIn(PASSWORD),
          signInByNew: () => signIn(RESET_TO),
          changePassword: () => self.run('changePassword', { body: { current: PASSWORD, next: CHANGED_TO } }),
          endOther: () => self.run('endLogin', { params: { id: h.tokens.verifyToken(other.token, h.now())!.loginId } }),
          close: () => self.run('closeAccount', { body: { password: PASSWORD } }),
          revoke: () => revokeLogins(ctx, amara.email),
          disable: () => disableAccount(ctx, amara.email),
          enable: () => enableAccount(ctx, amara.email),
          changeEmail: () => self.run('changeEmail', { body: { email: 'new@example.org', password: PASSWORD } }),
        }
        const all = acts.map(async (it) => {
          try {
            await works[it]()
            done.push(it)
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        })
        await scheduler.waitFor(Promise.all(all))

        const user = (await store.get('users', amara.person.userId))!
        const left = (await store.find('logins', { userId: user.id, status: 'OPEN' })).map(({ id }) => id)
        assert(done.filter((it) => it.startsWith('reset')).length <= 1, 'a link is used once')
        assert(done.filter((it) => it === 'close').length <= 1, 'an account is closed once')
        if (user.status === 'CLOSED') {
          assert.deepEqual([user.email, user.passwordHash, left], [null, null, []])
          return
        }
        if (user.status === 'DISABLED') assert.deepEqual(left, [], 'a disabled account has no open login')
        let counts: string | undefined
        for (const password of [PASSWORD, RESET_TO, CHANGED_TO])
          if (await h.services.verifyPassword(password, user.passwordHash, 'here')) counts = password
        for (const id of left)
          if (opened.has(id)) assert.equal(opened.get(id), counts, 'a login by a password that no longer counts')
          else if (id !== amara.person.loginId) assert.equal(counts, PASSWORD, 'a login from before the new password')
          else assert.notEqual(counts, RESET_TO, 'a reset ends every login')
        for (const link of await store.find('account_links', { userId: user.id, kind: 'EMAIL' }))
          if (link.usedAt === null)
            assert.equal(counts, PASSWORD, 'a link to another address, asked for by a password that no longer counts')
      }),
      { seed, numRuns: runsOn[name] },
    )
  })
