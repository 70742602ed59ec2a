/** Throttles values per key: the first is emitted immediately, then at most one every `ms`; the last is always emitted. */
export function atMostEvery<T>(ms: number, emit: (value: T) => void): (key: string, value: T) => void {
  const held = new Map<string, { readonly value: T } | null>()
  const emitNow = (key: string, value: T): void => {
    emit(value)
    held.set(key, null)
    setTimeout(() => {
      const last = held.get(key)
      held.delete(key)
      if (last) emitNow(key, last.value)
    }, ms).unref()
  }
  return (key, value) => {
    if (held.has(key)) held.set(key, { value })
    else emitNow(key, value)
  }
}
