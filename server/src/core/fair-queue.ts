/**
 * A queue per key in which people take turns: each person's items stay in order, and nobody waits for all items that
 * another person added before.
 */
export interface FairQueue<T> {
  readonly size: number
  add(who: string, item: T): void
  /** Removes an item; false if it is no longer queued. */
  remove(who: string, item: T): boolean
  /** Removes and returns the next item; undefined if the queue is empty. */
  next(): T | undefined
  /** Removes and returns the last item of the person with the most. */
  takeLastOfLongest(): T | undefined
}

export function makeFairQueue<T>(): FairQueue<T> {
  // The person whose turn is next comes first.
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
