export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'
type Box = { left: number; top: number; width: number; height: number }

const corner = (low: boolean, right: boolean): Corner => `${low ? 'bottom' : 'top'}-${right ? 'right' : 'left'}`

/** The corner of `stage` nearest to the middle of `box`. */
export function nearestCorner(box: Box, stage: Box): Corner {
  const x = box.left + box.width / 2 - (stage.left + stage.width / 2)
  const y = box.top + box.height / 2 - (stage.top + stage.height / 2)
  return corner(y > 0, x > 0)
}

/** Where an arrow key moves a picture from `at`; null for every other key. */
export function cornerAfterKey(at: Corner, key: string): Corner | null {
  const low = at.startsWith('bottom')
  const right = at.endsWith('right')
  if (key === 'ArrowLeft') return corner(low, false)
  if (key === 'ArrowRight') return corner(low, true)
  if (key === 'ArrowUp') return corner(false, right)
  return key === 'ArrowDown' ? corner(true, right) : null
}
