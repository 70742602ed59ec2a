import { IconStethoscope, IconUserOff } from '@tabler/icons-react'
import { Tag } from '../../ui/tag.tsx'

/** The doctor's state on a patient's page while the practice is open; nothing if unknown. */
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
