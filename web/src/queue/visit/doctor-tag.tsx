import { IconStethoscope, IconUserOff } from '@tabler/icons-react'
import { Tag } from '../../ui/tag.tsx'
import { t } from '../../ui/words/text.ts'

/** The doctor's state on a patient's page while the practice is open; nothing if unknown. */
export function DoctorTag({ state }: { state: 'available' | 'busy' | 'away' | 'unknown' }) {
  switch (state) {
    case 'available':
      return (
        <Tag state="ready" icon={IconStethoscope}>
          {t('visit.doctor.available')}
        </Tag>
      )
    case 'busy':
      return <Tag state="incall">{t('visit.doctor.busy')}</Tag>
    case 'away':
      return (
        <Tag state="paused" icon={IconUserOff}>
          {t('visit.doctor.away')}
        </Tag>
      )
    case 'unknown':
      return null
  }
}
