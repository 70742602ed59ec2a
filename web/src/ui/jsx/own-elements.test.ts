import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fragment, type ElementType, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { jsx, jsxs } from './jsx-runtime.ts'

const b = jsx('b', { children: 'Quinn' })
const html = (type: ElementType, ...children: readonly ReactNode[]): string =>
  renderToStaticMarkup(children.length === 1 ? jsx(type, { children: children[0] }) : jsxs(type, { children }))

test('text beside an element gets an element of its own, whatever is between', () => {
  assert.equal(html('p', 'With ', b, ' since ', 9, null), '<p><span>With </span><b>Quinn</b><span> since 9</span></p>')
  assert.equal(html('p', b, ' '), '<p><b>Quinn</b> </p>')
  assert.equal(html('p', false, 'No ', undefined, 'one', b), '<p><span>No one</span><b>Quinn</b></p>')
})

test('text alone stays its element’s text, in one piece', () => {
  assert.equal(html('p', 'Number ', 3, ' of ', 0), '<p>Number 3 of 0</p>')
  assert.equal(html('p', 'Number 3'), '<p>Number 3</p>')
  assert.equal(html('p', 'Number ', null), '<p>Number </p>')
  assert.equal(html('title', 'Number ', 3), '<title>Number 3</title>')
})

test('a fragment’s text counts as beside the fragment’s siblings', () => {
  assert.equal(html('p', jsx(Fragment, { children: 'Waiting' }), b), '<p><span>Waiting</span><b>Quinn</b></p>')
  assert.equal(html('p', jsxs(Fragment, { children: ['Number ', 3] }), b), '<p><span>Number 3</span><b>Quinn</b></p>')
})

test('a component gets its text in one piece too, and its other children keep their places', () => {
  let got: ReactNode
  const Note = ({ children }: { children: ReactNode }): ReactNode => {
    got = children
    return jsxs('p', { children: [jsx('svg', {}), children] })
  }
  assert.equal(html(Note, 'Number ', 3), '<p><svg></svg><span>Number 3</span></p>')
  assert.equal(got, 'Number 3')
  html(Note, 'Calling ', 'now', b)
  assert(Array.isArray(got))
  assert.deepEqual([got.length, got[1], got[2]], [3, null, b])
})

test('an element that allows only text gets only text', () => {
  assert.equal(html('option', 'A', null, 'B'), '<option>AB</option>')
})
