import type { ElementType, Key, ReactElement } from 'react'
import { Fragment, jsx, jsxs } from './jsx-runtime.ts'

export { Fragment }
export type { JSX } from 'react'

/** The JSX runtime on the development server. */
export const jsxDEV = (type: ElementType, props: object, key: Key | undefined, isStatic: boolean): ReactElement =>
  isStatic ? jsxs(type, props, key) : jsx(type, props, key)
