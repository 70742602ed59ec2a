import type { DialogProps } from './dialog-frame.tsx'
import { later } from './later.ts'

const useFrame = later(async () => (await import('./dialog-frame.tsx')).DialogFrame)

/** A dialog that can be closed: by its ✕, by Escape and by the ground beside it. */
export function Dialog(dialog: DialogProps) {
  const draw = useFrame(dialog.opened)
  return draw && draw(dialog)
}
