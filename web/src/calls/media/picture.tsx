import { IconLock, IconVideoOff } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/art/icon.tsx'
import styles from './picture.module.css'

type PictureProps = {
  /** The `<video>`; it is cropped to the frame. */
  children: ReactNode
  /** A label over it: "Only you can see this. Nothing is recorded". */
  chip?: string
  chipIcon?: TablerIcon
  /** Fills its panel, without corners of its own. */
  flush?: boolean
}

/** The own picture in its frame. */
export function Picture({ children, chip, chipIcon = IconLock, flush = false }: PictureProps) {
  return (
    <div className={styles.picture} data-flush={flush || undefined}>
      {children}
      {chip !== undefined && (
        <span className={styles.chip}>
          <Icon of={chipIcon} size={18} />
          {chip}
        </span>
      )}
    </div>
  )
}

/** Shown instead of the picture while the camera is off. */
export function NoPicture({ children, icon = IconVideoOff }: { children: ReactNode; icon?: TablerIcon }) {
  return (
    <div className={styles.blank}>
      <Icon of={icon} size={34} stroke={1.6} />
      <p>{children}</p>
    </div>
  )
}

/** Microphone, meter, a word and an action in one row under the picture; `bare` inside a padded panel. */
export function SoundLine({ children, bare = false }: { children: ReactNode; bare?: boolean }) {
  return (
    <div className={styles.sound} data-bare={bare || undefined}>
      {children}
    </div>
  )
}
