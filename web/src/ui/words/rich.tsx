import type { RichKey, Tags, Texts } from '@medconsult/words'
import { Fragment, type ReactNode } from 'react'
import { rich } from './text.ts'

type Part = (inner: ReactNode) => ReactNode
type RichProps<K extends RichKey> = { readonly text: K } & Texts[K] & Readonly<Record<Tags[K] & string, Part>>

/** A text with elements in it: each tag is a property that is given what is between the tags. */
export function Rich<K extends RichKey>(props: RichProps<K>) {
  const { text, ...parts } = props as unknown as { readonly text: K } & Record<string, string | number | Part>
  const made: Record<string, string | number | ((inner: readonly ReactNode[]) => ReactNode)> = {}
  for (const [name, part] of Object.entries<string | number | Part>(parts))
    made[name] = typeof part === 'function' ? (inner) => part(listed(inner)) : part
  return listed(rich(text, made))
}

/** A browser's translator may replace a bare text beside an element, so each has an element of its own. */
const listed = (pieces: readonly ReactNode[]): ReactNode =>
  pieces.map((piece, at) => (typeof piece === 'string' ? <span key={at}>{piece}</span> : <Fragment key={at}>{piece}</Fragment>))
