/** The target of a value. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number }

/** One line of the table: a ratio to the floor, or a score. */
export interface Finding {
  readonly what: string
  /** Raw medians with their units. */
  readonly product: string
  readonly floor: string
  readonly value: number
  /** Null: reported only. */
  readonly aim: Aim | null
}

export type Bench = () => Promise<Finding[]>

export const isMet = ({ value, aim }: Finding): boolean | null =>
  aim === null ? null : 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast

const aimInWords = (aim: Aim | null): string => (aim === null ? '' : 'atMost' in aim ? `≤ ${aim.atMost}` : `≥ ${aim.atLeast}`)

const HEADINGS = ['what', 'product', 'floor', 'value', 'aim', ''] as const

/** The findings as a Markdown table, padded so that it reads well in a terminal. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map((it) => {
    const met = isMet(it)
    const value = Number.isInteger(it.value) ? String(it.value) : it.value < 0.1 ? it.value.toPrecision(2) : it.value.toFixed(2)
    return [it.what, it.product, it.floor, value, aimInWords(it.aim), met === null ? '' : met ? 'met' : 'MISSED']
  })
  const widths = HEADINGS.map((heading, column) => Math.max(3, heading.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
