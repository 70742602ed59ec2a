import { useEffect, useState } from 'react'

/** Whether `on` has been true for `ms` without a break. */
export function useLasting(on: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false)
  if (!on && lasted) setLasted(false)
  useEffect(() => {
    if (!on) return undefined
    const timer = setTimeout(() => setLasted(true), ms)
    return () => clearTimeout(timer)
  }, [on, ms])
  return on && lasted
}
