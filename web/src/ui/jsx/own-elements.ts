import { Fragment, type ElementType, type ReactNode } from 'react'

/** Elements that may hold nothing but text. */
const textOnly: ReadonlySet<ElementType> = new Set(['option', 'textarea', 'title', 'style', 'script', 'text', 'tspan'])

type Text = string | number | bigint

const isText = (child: ReactNode): child is Text =>
  typeof child === 'number' || typeof child === 'bigint' || (typeof child === 'string' && child !== '')
const isNothing = (child: ReactNode): boolean => child === null || child === undefined || typeof child === 'boolean' || child === ''
const wordsOf = (children: readonly ReactNode[]): string => children.filter(isText).join('')

/**
 * An element's children, with no text node beside other nodes: a browser's translator replaces text nodes by elements, and
 * React then fails when it inserts before such a text or removes it. Text alone in its element is safe. Each child keeps its
 * position, so that none is remounted.
 */
export function inOwnElements(type: ElementType, children: ReactNode, own: (text: string) => ReactNode): ReactNode {
  if (!Array.isArray(children)) return type === Fragment && isText(children) ? own(String(children)) : children
  const all: readonly ReactNode[] = children
  if (!all.some(isText)) return children
  if (all.every((child) => isText(child) || isNothing(child))) return type === Fragment ? own(wordsOf(all)) : wordsOf(all)
  return textOnly.has(type) ? children : withRuns(all, own)
}

function withRuns(all: readonly ReactNode[], own: (text: string) => ReactNode): ReactNode[] {
  const out = [...all]
  for (let from = 0; from < all.length; from += 1) {
    let to = from
    while (to < all.length && (isText(all[to]) || isNothing(all[to]))) to += 1
    const words = wordsOf(all.slice(from, to))
    // A space between two elements is not text.
    if (words.trim() !== '') {
      for (let at = from; at < to; at += 1) out[at] = at === from ? own(words) : null
    }
    from = to
  }
  return out
}
