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
  const queues = new Map<string, Set<T>>()
  let size = 0

  function remove(who: string, item: T): boolean {
    const queue = queues.get(who)
    if (queue?.delete(item) !== true) return false
    size--
    if (queue.size === 0) queues.delete(who)
    return true
  }

  return {
    get size() {
      return size
    },
    add(who, item) {
      queues.set(who, (queues.get(who) ?? new Set()).add(item))
      size++
    },
    remove,
    next() {
      const [first] = queues
      if (first === undefined) return undefined
      const [who, queue] = first
      const [item] = queue
      remove(who, item!)
      if (queues.delete(who)) queues.set(who, queue)
      return item
    },
    takeLastOfLongest() {
      let [who, longest] = ['', new Set<T>()]
      for (const [each, queue] of queues) if (queue.size >= longest.size) [who, longest] = [each, queue]
      const item = [...longest].at(-1)
      if (item !== undefined) remove(who, item)
      return item
    },
  }
}
