/** A map with a maximum size that evicts its oldest entries. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined
  /** Sets an entry and makes it the newest. */
  set(key: K, value: V): void
  delete(key: K): void
}

export function makeBoundedMap<K, V>(most: number): BoundedMap<K, V> {
  const entries = new Map<K, V>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key)
      if (entries.size >= most) entries.delete(entries.keys().next().value!)
      entries.set(key, value)
    },
    delete: (key) => void entries.delete(key),
  }
}

/** Memoizes `make` for the latest `most` keys. */
export function memoized<K, V extends string | number | boolean | object>(make: (key: K) => V, most: number): (key: K) => V {
  const made = makeBoundedMap<K, V>(most)
  return (key) => {
    let value = made.get(key)
    if (value === undefined) made.set(key, (value = make(key)))
    return value
  }
}
