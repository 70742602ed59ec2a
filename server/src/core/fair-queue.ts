/**
 * Lines in which people take turns: what one of them waits for stays in its order, and nobody waits for all that another
 * has put there before.
 */
export interface FairQueue<T> {
  readonly size: number
  add(who: string, item: T): void
  /** Out of its line; false where it no longer stands there. */
  remove(who: string, item: T): boolean
  /** The one whose turn it is, out of its line; undefined where nobody waits. */
  next(): T | undefined
  /** The one who came last to the longest line, out of it. */
  takeLastOfLongest(): T | undefined
}

export function makeFairQueue<T>(): FairQueue<T> {
  // Whose turn is next stands first.
  const lines = new Map<string, Set<T>>()
  let size = 0

  function remove(who: string, item: T): boolean {
    const line = lines.get(who)
    if (line?.delete(item) !== true) return false
    size--
    if (line.size === 0) lines.delete(who)
    return true
  }

  return {
    get size() {
      return size
    },
    add(who, item) {
      lines.set(who, (lines.get(who) ?? new Set()).add(item))
      size++
    },
    remove,
    next() {
      const [first] = lines
      if (first === undefined) return undefined
      const [who, line] = first
      const [item] = line
      remove(who, item!)
      if (lines.delete(who)) lines.set(who, line)
      return item
    },
    takeLastOfLongest() {
      let [who, longest] = ['', new Set<T>()]
      for (const [each, line] of lines) if (line.size >= longest.size) [who, longest] = [each, line]
      const item = [...longest].at(-1)
      if (item !== undefined) remove(who, item)
      return item
    },
  }
}
