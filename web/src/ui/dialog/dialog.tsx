import type { DialogProps } from './dialog-frame.tsx'
import { lazyComponent } from '../lazy/lazy-component.ts'
import { lazyCode } from '../lazy/lazy-code.ts'
import { useReturnFocus } from './use-return-focus.ts'

const useFrame = lazyComponent(lazyCode(async () => (await import('./dialog-frame.tsx')).DialogFrame))

/** A dialog that is closed with its ✕, Escape or the backdrop. */
export function Dialog(dialog: DialogProps) {
  const draw = useFrame(dialog.opened)
  useReturnFocus(dialog.opened)
  return draw && draw(dialog)
}
