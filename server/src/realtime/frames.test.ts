import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { frame, FRAME_KINDS } from '../test/frame.ts'
import { makeFrameCounter } from './frames.ts'

test('frames of every kind and length are counted, however they are split', () => {
  const length = fc.oneof(fc.nat(130), fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000))
  const sent = fc.array(fc.record({ kind: fc.constantFrom(...FRAME_KINDS), length, fin: fc.boolean() }), { maxLength: 20 })
  fc.assert(
    fc.property(sent, fc.infiniteStream(fc.integer({ min: 1, max: 50_000 })), (frames, pieces) => {
      const count = makeFrameCounter()
      const bytes = Buffer.concat(frames.map(({ kind, length: size, fin }) => frame(kind, Buffer.alloc(size), fin)))
      let counted = 0
      for (let at = 0; at < bytes.length;) {
        const piece = pieces.next().value as number
        counted += count(bytes.subarray(at, at + piece))
        at += piece
      }
      assert.equal(counted, frames.length)
    }),
    { numRuns: 200 },
  )
})
