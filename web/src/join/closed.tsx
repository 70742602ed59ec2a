import type { JoinLook } from '@medconsult/contract'
import { CallTheClinic } from '../ui/page/call-the-clinic.tsx'
import type { JoinLink } from './join-look.ts'
import { OpenNow } from './open-now.tsx'
import { TellMe } from './tell-me.tsx'

/** The doctor is not there today: who else is, and whom to ask. */
export function Closed({ link, look }: { link: JoinLink; look: JoinLook }) {
  return (
    <>
      {'joinCode' in link && <TellMe joinCode={link.joinCode} />}
      <OpenNow open={look.open} />
      <CallTheClinic />
    </>
  )
}
