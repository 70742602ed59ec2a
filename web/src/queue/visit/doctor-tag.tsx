import { IconStethoscope, IconUserOff } from '@tabler/icons-react'
import { Tag } from '../../ui/tag.tsx'

/** What a patient is told of a doctor whose practice is open; nothing while it is not known. */
export function DoctorTag({ state }: { state: 'available' | 'busy' | 'away' | 'unknown' }) {
  switch (state) {
    case 'available':
      return (
        <Tag state="ready" icon={IconStethoscope}>
          Available
        </Tag>
      )
    case 'busy':
      return <Tag state="incall">With a patient</Tag>
    case 'away':
      return (
        <Tag state="paused" icon={IconUserOff}>
          Away
        </Tag>
      )
    case 'unknown':
      return null
  }
}
