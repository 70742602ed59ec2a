export interface BrowserStorage {
  /** Null if nothing is stored under this key, or the browser refuses storage. */
  readonly read: (key: string) => string | null
  /** Null removes the value. False if the browser refuses storage. */
  readonly write: (key: string, value: string | null) => boolean
}

/** A storage that may refuse, as browsers do by a setting, in private windows and when full. */
export const storageOf = (storage: () => Storage): BrowserStorage => ({
  read(key) {
    try {
      return storage().getItem(key)
    } catch {
      return null
    }
  },
  write(key, value) {
    try {
      if (value === null) storage().removeItem(key)
      else storage().setItem(key, value)
      return true
    } catch {
      return false
    }
  },
})

/** This tab's storage: it survives a refresh, and a duplicated tab starts with a copy. */
export const tabStorage = storageOf(() => sessionStorage)

/** This browser's storage, shared by all tabs. */
export const sharedStorage = storageOf(() => localStorage)
