import type { ComponentProps } from 'react'
import { classNames } from './theme/class-names.ts'
import styles from './panel.module.css'

type PanelProps = ComponentProps<'section'> & {
  /** `none` for lists and pictures that fill the panel. */
  pad?: 'normal' | 'none'
}

/** A white panel; name it with aria-label or aria-labelledby. */
export function Panel({ pad = 'normal', className, ...section }: PanelProps) {
  return <section {...section} className={classNames(styles.panel, className)} data-pad={pad} />
}
