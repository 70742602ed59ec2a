import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { Face } from '../art/face.tsx'
import styles from './header.module.css'
import { Icon } from '../art/icon.tsx'
import { VisuallyHidden } from '../visually-hidden.tsx'
import { Rich } from '../words/rich.tsx'

/** The person's disc, with the name beside it if there is room. */
export function PersonButton({ name, ...button }: { name: string } & ComponentProps<'button'>) {
  return (
    <button {...button} className={styles.who} type="button">
      <Face name={name} size={40} />
      <Rich
        text="page.header.account"
        name={name}
        hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>}
        person={(words) => <span className={styles.person}>{words}</span>}
      />
      <span className={styles.chevron}>
        <Icon of={IconChevronDown} size={18} />
      </span>
    </button>
  )
}
