import type { DialogProps } from './dialog-frame.tsx'
import { lazyComponent } from '../lazy/lazy-component.ts'
import { lazyCode } from '../lazy/lazy-code.ts'
import { useReturnFocus } from './use-return-focus.ts'

const useFrame = lazyComponent(lazyCode(async () => (await import('./dialog-frame.tsx')).DialogFrame))

/** A dialog that can be closed: by its ✕, by Escape and by the ground beside it. */
export function Dialog(dialog: DialogProps) {
  const draw = useFrame(dialog.opened)
  useReturnFocus(dialog.opened)
  return draw && draw(dialog)
}
