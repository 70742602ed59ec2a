import { blocksOf } from '../words/passages.ts'
import styles from './passages.module.css'

/** A long text: headings, paragraphs and lists. `level` is that of its headings. */
export function Passages({ text, level = 3 }: { text: string; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className={styles.passages}>
      {blocksOf(text).map((block, at) =>
        block.kind === 'heading' ? (
          <Heading key={at}>{block.text}</Heading>
        ) : block.kind === 'list' ? (
          <ul key={at}>
            {block.points.map((point, of) => (
              <li key={of}>{point}</li>
            ))}
          </ul>
        ) : (
          <p key={at}>{block.text}</p>
        ),
      )}
    </div>
  )
}
