import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Slides rows with `data-row` to their new place, and tints those that moved up for a moment. */
export function useSlideRows(list: RefObject<HTMLElement | null>): void {
  const tops = useRef(new Map<string, number>())
  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(':scope > [data-row]') ?? [])]
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const now = new Map<string, number>()
    for (const row of rows) {
      const key = row.dataset['row'] ?? ''
      const before = tops.current.get(key)
      now.set(key, row.offsetTop)
      const by = before === undefined ? 0 : before - row.offsetTop
      if (still || Math.abs(by) < 8) continue
      row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], { duration: 220, easing: 'cubic-bezier(.2,.8,.2,1)' })
      if (by > 0) row.animate([{ backgroundColor: 'var(--primary-soft)' }, { backgroundColor: 'transparent' }], { duration: 1200 })
    }
    tops.current = now
  })
}
