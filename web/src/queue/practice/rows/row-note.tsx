import { IconAlertTriangle } from '@tabler/icons-react'
import { Note } from '../../../ui/note.tsx'

/** The result of the last press in a row. */
export function RowNote({ words, tone }: { words: string; tone: 'danger' | 'muted' }) {
  return tone === 'danger' ? (
    <Note tone="danger" icon={IconAlertTriangle} role="alert">
      {words}
    </Note>
  ) : (
    <Note role="status">{words}</Note>
  )
}
