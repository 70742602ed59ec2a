import type { ComponentType } from 'react'

/** What the shell draws round a page; given by its route. */
export interface PageHandle {
  /** Shows the word for how fresh it is. */
  readonly live?: boolean
  readonly Footer?: ComponentType
  /** No header and no foot: the call. */
  readonly bare?: boolean
  /** Whose page it is; others are led to their start. */
  readonly role?: 'DOCTOR' | 'PATIENT'
}
