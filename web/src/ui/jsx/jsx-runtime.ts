import type { ElementType, Key, ReactElement, ReactNode } from 'react'
import { Fragment, jsx as element, jsxs as elements } from 'react/jsx-runtime'
import { inOwnElements } from './own-elements.ts'

export { Fragment }
export type { JSX } from 'react'

type Props = { readonly children?: ReactNode }

const own = (text: string): ReactElement => element('span', { children: text })

/** The JSX runtime; text beside other children gets elements of its own (`own-elements.ts`). */
export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  const children = inOwnElements(type, props.children, own)
  return element(type, children === props.children ? props : { ...props, children }, key)
}

/** The same for several static children. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  const children = inOwnElements(type, props.children, own)
  return (Array.isArray(children) ? elements : element)(type, { ...props, children }, key)
}
