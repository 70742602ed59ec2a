import { createElement, useEffect, useState, type ComponentType, type ReactElement } from 'react'
import type { LazyCode } from './lazy-code.ts'

/** By then the page's first content is drawn and its network is likely idle. */
const IDLE_MS = 1500
const RETRY_MS = 1000

/**
 * A component whose code loads after the page, when idle, or immediately once `wanted`. The hook returns null
 * until the code is there, then a function that renders the component; while it is wanted, a failed load is retried.
 */
export function lazyComponent<P extends object>(
  code: LazyCode<ComponentType<P>>,
): (wanted: boolean) => ((props: P) => ReactElement) | null {
  let loaded: { component: ComponentType<P> } | null = null
  return (wanted) => {
    const [here, setHere] = useState(loaded)
    useEffect(() => {
      if (here) return undefined
      let timer: ReturnType<typeof setTimeout> | undefined
      let over = false
      const fetch = async (): Promise<void> => {
        try {
          loaded = { component: await (wanted ? code() : code.prefetch()) }
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
    return here && ((props) => createElement(here.component, props))
  }
}
