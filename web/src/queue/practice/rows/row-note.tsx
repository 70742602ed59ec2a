import { IconAlertTriangle } from '@tabler/icons-react'
import { Note } from '../../../ui/note.tsx'

/** What the last press in a row came to. */
export function RowNote({ words, tone }: { words: string; tone: 'danger' | 'muted' }) {
  return tone === 'danger' ? (
    <Note tone="danger" icon={IconAlertTriangle} role="alert">
      {words}
    </Note>
  ) : (
    <Note role="status">{words}</Note>
  )
}
