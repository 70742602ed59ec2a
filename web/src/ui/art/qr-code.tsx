import { lazyCode } from '../lazy/lazy-code.ts'
import { lazyComponent } from '../lazy/lazy-component.ts'
import styles from './qr-code.module.css'

const useDrawing = lazyComponent(lazyCode(async () => (await import('./qr-drawing.tsx')).QrDrawing))

/** A link as a code for another device’s camera; `label` says where it leads. */
export function QrCode(code: { text: string; label: string }) {
  const draw = useDrawing(true)
  return <span className={styles.code}>{draw?.(code)}</span>
}
