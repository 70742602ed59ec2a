export type Block =
  { readonly kind: 'heading' | 'paragraph'; readonly text: string } | { readonly kind: 'list'; readonly points: readonly string[] }

/** The parts of a long text: paragraphs between empty lines, “## ” before a heading, “- ” before each point of a list. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let points: string[] = []
  const finish = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', text: lines.join(' ') })
    if (points.length > 0) blocks.push({ kind: 'list', points })
    lines = []
    points = []
  }
  for (const line of text.split('\n').map((it) => it.trim())) {
    if (line.startsWith('## ')) {
      finish()
      blocks.push({ kind: 'heading', text: line.slice(3).trim() })
    } else if (line.startsWith('- ')) {
      if (lines.length > 0) finish()
      points.push(line.slice(2).trim())
    } else if (line === '') finish()
    else if (points.length > 0) points.push(`${points.pop()} ${line}`)
    else lines.push(line)
  }
  finish()
  return blocks
}
