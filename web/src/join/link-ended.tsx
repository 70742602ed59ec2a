import { useEffect } from 'react'
import { useTitle } from '../ui/page/title.ts'
import { t } from '../ui/words/text.ts'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import { DoorFrame } from './door-frame.tsx'
import type { JoinLink } from './join-look.ts'
import { forgetSecret } from './way-back.ts'

/** A link that is unknown, withdrawn, replaced or over: all look the same. */
export function LinkEnded({ link }: { link: JoinLink | null }) {
  useTitle(`${t('join.ended.title')} · MedConsult`)
  useEffect(() => {
    if (link !== null && 'secret' in link) forgetSecret(link.secret)
  }, [link])
  return (
    <DoorFrame doctorName={null} title={t('join.ended.title')} lead={t('join.ended.lead')}>
      <CallTheClinic />
    </DoorFrame>
  )
}
