import { encode } from 'uqr'
import { drawing } from '../theme/tokens.ts'

/** The dark squares, row by row, as one path. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')

/** The code itself, which `QrCode` loads: dark on white in the dark theme too, as cameras expect it. */
export function QrDrawing({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="100%" role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill={drawing.white} />
      <path d={pathOf(data)} fill={drawing.ink} />
    </svg>
  )
}
