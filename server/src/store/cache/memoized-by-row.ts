/** Memoizes `make` for as long as the frozen object it was given exists, which by the protocol of `store-cache.ts` never changes. */
export function memoizedByRow<R extends object, V extends string | object>(make: (row: R) => V): (row: R) => V {
  const made = new WeakMap<R, V>()
  return (row) => {
    if (!Object.isFrozen(row)) return make(row)
    let value = made.get(row)
    if (value === undefined) made.set(row, (value = make(row)))
    return value
  }
}
