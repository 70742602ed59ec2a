import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallStatus, type ErrorCode } from '@medconsult/contract'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { callIn, callOf, entryOf, type Scene } from '../test/scenes.ts'

type Act = (scene: Scene) => Promise<unknown>
const at = ({ callId }: Scene) => ({ params: { id: callId } })

const acts: Record<string, Act> = {
  confirm: (scene) => scene.patient.run('confirmCall', at(scene)),
  decline: (scene) => scene.patient.run('declineCall', at(scene)),
  cancel: (scene) => scene.doctor.run('cancelCall', at(scene)),
  'set the doctor’s peer id': (scene) => scene.doctor.run('doctorSetPeerId', { ...at(scene), body: { peerId: 'new' } }),
  'set the patient’s peer id': (scene) => scene.patient.run('patientSetPeerId', { ...at(scene), body: { peerId: 'new' } }),
  'set the same peer id': (scene) => scene.doctor.run('doctorSetPeerId', { ...at(scene), body: { peerId: 'doctor' } }),
  'activate by the doctor': (scene) => scene.doctor.run('activateCall', at(scene)),
  'activate by the patient': (scene) => scene.patient.run('activateCall', at(scene)),
  'end by the doctor': (scene) => scene.doctor.run('doctorEndCall', at(scene)),
  'end by the patient': (scene) => scene.patient.run('patientEndCall', at(scene)),
}

/** behaviour.md's table of call sessions: the resulting status, `=` for a no-op, or the refusal. */
const expected: Record<string, Record<CallStatus, string>> = {
  confirm: {
    INVITED: 'CONFIRMED',
    CONFIRMED: '=',
    ACTIVE: '=',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!INVITATION_EXPIRED',
    CANCELLED: '!WRONG_STATE',
  },
  decline: {
    INVITED: 'DECLINED',
    CONFIRMED: '!WRONG_STATE',
    ACTIVE: '!WRONG_STATE',
    ENDED: '!WRONG_STATE',
    DECLINED: '=',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  cancel: {
    INVITED: 'CANCELLED',
    CONFIRMED: '!WRONG_STATE',
    ACTIVE: '!WRONG_STATE',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '=',
  },
  'set the doctor’s peer id': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'CONFIRMED',
    ACTIVE: 'ACTIVE',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'set the patient’s peer id': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'CONFIRMED',
    ACTIVE: 'ACTIVE',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'set the same peer id': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: '=',
    ACTIVE: '=',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'activate by the doctor': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'ACTIVE',
    ACTIVE: '=',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'activate by the patient': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'ACTIVE',
    ACTIVE: '=',
    ENDED: '!WRONG_STATE',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'end by the doctor': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'ENDED',
    ACTIVE: 'ENDED',
    ENDED: '=',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
  'end by the patient': {
    INVITED: '!WRONG_STATE',
    CONFIRMED: 'ENDED',
    ACTIVE: 'ENDED',
    ENDED: '=',
    DECLINED: '!WRONG_STATE',
    EXPIRED: '!WRONG_STATE',
    CANCELLED: '!WRONG_STATE',
  },
}

for (const [name, row] of Object.entries(expected))
  for (const status of CallStatus.options) {
    const outcome = row[status]
    test(`${name}: ${status} → ${outcome}`, async () => {
      await using h = await makeHarness()
      const scene = await callIn(h, status)
      const [call, entry, rows] = [await callOf(h, scene), await entryOf(h, scene), (await h.audit(scene.id)).length]
      const attempt = acts[name]!(scene)
      if (outcome.startsWith('!')) await refused(attempt, outcome.slice(1) as ErrorCode)
      else assert.equal(((await attempt) as { status: string }).status, outcome === '=' ? status : outcome)
      const changed = !outcome.startsWith('!') && outcome !== '='
      assert.equal(h.announced().filter((it) => it.startsWith('call_sessions')).length, changed ? 1 : 0)
      assert.equal((await h.audit(scene.id)).length, rows + (changed ? 1 : 0))
      if (!changed) {
        assert.deepEqual(await callOf(h, scene), call)
        assert.deepEqual(await entryOf(h, scene), entry)
      }
      await assertAgreement(h, scene.id)
    })
    if (!outcome.startsWith('!') && outcome !== '=')
      test(`${name}, twice: the repeat is a no-op`, async () => {
        await using h = await makeHarness()
        const scene = await callIn(h, status)
        const first = await acts[name]!(scene)
        h.announced()
        assert.deepEqual(await acts[name]!(scene), first)
        assert.deepEqual(h.announced(), [])
      })
  }

for (const [name, act] of Object.entries(acts))
  test(`${name}: another person’s call and an unknown one are NOT_FOUND`, async () => {
    await using h = await makeHarness()
    const scene = await callIn(h, 'INVITED')
    const strangers = { ...scene, doctor: await h.doctor(), patient: await h.patient() }
    await refused(act(strangers), 'NOT_FOUND')
    await refused(act({ ...scene, callId: h.newId() }), 'NOT_FOUND')
    assert.deepEqual(h.announced(), [])
  })
