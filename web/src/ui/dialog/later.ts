import { createElement, useEffect, useState, type ComponentType, type ReactElement } from 'react'
import type { Part } from './part.ts'

/** After what the page shows first has been drawn and its network is likely quiet. */
const IDLE_MS = 1500
const RETRY_MS = 1000

/**
 * A component whose code comes after the page, when nothing else is to do, at once when it is wanted. The
 * hook gives null until then, and afterwards what draws it; while it is wanted it is asked for again after a failure.
 */
export function later<P extends object>(code: Part<ComponentType<P>>): (wanted: boolean) => ((props: P) => ReactElement) | null {
  let loaded: { part: ComponentType<P> } | null = null
  return (wanted) => {
    const [here, setHere] = useState(loaded)
    useEffect(() => {
      if (here) return undefined
      let timer: ReturnType<typeof setTimeout> | undefined
      let over = false
      const fetch = async (): Promise<void> => {
        try {
          loaded = { part: await (wanted ? code() : code.ahead()) }
          if (!over) setHere(loaded)
        } catch {
          if (!over && wanted) timer = setTimeout(() => void fetch(), RETRY_MS)
        }
      }
      if (wanted) void fetch()
      else timer = setTimeout(() => void fetch(), IDLE_MS)
      return () => {
        over = true
        clearTimeout(timer)
      }
    }, [here, wanted])
    return here && ((props) => createElement(here.part, props))
  }
}
