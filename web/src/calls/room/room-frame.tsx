import type { ReactNode } from 'react'
import { classNames } from '../../ui/theme/class-names.ts'
import styles from './room-frame.module.css'

type RoomFrameProps = {
  /** A `RoomBar`. */
  bar: ReactNode
  /** The remote `<video>`, cropped to the frame. */
  picture?: ReactNode
  /** Blurs the picture under an `OverlayCard`. */
  blurred?: boolean
  /** A `SelfView`. */
  self?: ReactNode
  /** An `OverlayCard`. */
  overlay?: ReactNode
  /** A `ControlBar`. */
  controls: ReactNode
}

/** The call: full-bleed on a phone, a light frame round the picture on a wide screen. */
export function RoomFrame({ bar, picture, blurred = false, self, overlay, controls }: RoomFrameProps) {
  const covered = overlay !== undefined && overlay !== null && overlay !== false
  return (
    <main className={styles.room} id="main">
      {bar}
      <div className={styles.stage}>
        <div className={classNames(styles.feed, blurred && styles.blurred)}>{picture}</div>
        {covered && <div className={styles.veil} />}
        <div className={styles.front}>
          {self}
          {covered && <div className={styles.over}>{overlay}</div>}
        </div>
      </div>
      {controls}
    </main>
  )
}
