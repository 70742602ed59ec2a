import assert from 'node:assert/strict'
import { it } from 'node:test'
import { describeProblem, kindOf, systemOf, type Device, type ProblemKind, type System } from './media-problem.ts'

const refused = (name: string, message = ''): DOMException => new DOMException(message, name)

it('refusals by the browser, the system and the person are distinguished', () => {
  assert.equal(kindOf(refused('NotAllowedError', 'Permission denied')), 'denied-here')
  assert.equal(kindOf(refused('NotAllowedError', 'Permission denied by system')), 'denied-by-system')
  assert.equal(kindOf(refused('NotAllowedError', 'Permission dismissed')), 'dismissed')
})

it('a device that is missing, in use or unavailable', () => {
  assert.equal(kindOf(refused('NotFoundError')), 'not-found')
  assert.equal(kindOf(refused('OverconstrainedError')), 'not-found')
  assert.equal(kindOf(refused('NotReadableError', 'Could not start video source')), 'in-use')
  assert.equal(kindOf(new TypeError('mediaDevices is undefined')), 'insecure')
  assert.equal(kindOf('something'), 'unknown')
})

it('the system is read from the user agent, and an iPad is recognised despite it', () => {
  assert.equal(systemOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'), 'windows')
  assert.equal(systemOf('Mozilla/5.0 (Linux; Android 16; Pixel 9)'), 'android')
  assert.equal(systemOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'), 'ios')
  assert.equal(systemOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0), 'mac')
  assert.equal(systemOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5), 'ios')
  assert.equal(systemOf('Mozilla/5.0 (X11; Linux x86_64)'), 'linux')
})

it('every problem has words for every device and system', () => {
  const kinds: ProblemKind[] = ['denied-here', 'dismissed', 'denied-by-system', 'in-use', 'not-found', 'insecure', 'unknown']
  const devices: Device[] = ['camera', 'microphone', 'both']
  const systems: System[] = ['windows', 'mac', 'ios', 'android', 'linux']
  for (const kind of kinds)
    for (const device of devices)
      for (const system of systems) {
        const { title, help } = describeProblem(kind, device, system)
        assert.ok(title.length > 10 && help.endsWith('.'), `${kind} ${device} ${system}`)
      }
  assert.equal(describeProblem('denied-here', 'camera', 'windows').title, 'Your browser blocks the camera for this page')
  assert.notEqual(describeProblem('denied-here', 'camera', 'ios').help, describeProblem('denied-here', 'camera', 'windows').help)
})
