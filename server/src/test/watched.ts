import type { Store } from '../store/store.ts'

/** A store that notes which of its functions are asked, and for which table. */
export function watched(store: Store): { readonly store: Store; readonly work: readonly string[] } {
  const work: string[] = []
  const noting = new Proxy(store, {
    get(it, name: keyof Store & string) {
      const value = it[name]
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        work.push(`${name} ${typeof given[0] === 'string' ? given[0] : ''}`)
        return (value as (...all: unknown[]) => unknown).apply(it, given)
      }
    },
  })
  return { store: noting, work }
}
