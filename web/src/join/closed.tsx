import type { JoinLook } from '@medconsult/contract'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import { OpenNow } from './open-now.tsx'

/** The doctor is not there today: who else is, and whom to ask. */
export function Closed({ look }: { look: JoinLook }) {
  return (
    <>
      <OpenNow open={look.open} />
      <CallTheClinic />
    </>
  )
}
