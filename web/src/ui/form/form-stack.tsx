import type { ReactNode } from 'react'
import { Column } from '../page/columns.tsx'

/** The fields of a form. */
export const FormStack = ({ children }: { children: ReactNode }) => <Column gap={18}>{children}</Column>
