export interface BrowserStorage {
  /** Null: nothing is kept under this key, or the browser keeps nothing. */
  readonly read: (key: string) => string | null
  /** Null removes what is kept. False: the browser keeps nothing. */
  readonly write: (key: string, value: string | null) => boolean
}

/** A storage that may refuse, as browsers do by setting, in private windows and when full. */
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

/** This tab's: a refresh keeps it, and a copy of the tab begins with it. */
export const tabStorage = storageOf(() => sessionStorage)

/** This browser's, for all tabs. */
export const sharedStorage = storageOf(() => localStorage)
