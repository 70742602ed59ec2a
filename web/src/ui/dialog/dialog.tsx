import type { DialogProps } from './dialog-frame.tsx'
import { later } from './later.ts'
import { part } from './part.ts'
import { useReturnFocus } from './use-return-focus.ts'

const useFrame = later(part(async () => (await import('./dialog-frame.tsx')).DialogFrame))

/** A dialog that can be closed: by its ✕, by Escape and by the ground beside it. */
export function Dialog(dialog: DialogProps) {
  const draw = useFrame(dialog.opened)
  useReturnFocus(dialog.opened)
  return draw && draw(dialog)
}
