import { pathOf, type JoinLook } from '@medconsult/contract'
import { IconDoorExit } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isRefusal } from '../server/api.ts'
import { useNow } from '../server/clock.ts'
import { meQuery } from '../session/me.ts'
import { maySignedIn } from '../session/session-flag.ts'
import { LoadError } from '../ui/page/load-error.tsx'
import { PanelSkeleton } from '../ui/page/skeletons.tsx'
import { useTitle } from '../ui/page/title.ts'
import { Tag } from '../ui/tag.tsx'
import { t } from '../ui/words/text.ts'
import { asksEmail } from './answers.ts'
import { AccountsOnly, InvitedOnly } from './by-other-ways.tsx'
import { Closed } from './closed.tsx'
import { DoorFrame } from './door-frame.tsx'
import { JoinForm } from './join-form.tsx'
import { lookQuery, type JoinLink } from './join-look.ts'
import { LinkEnded } from './link-ended.tsx'
import { cardWords, doorWords } from './opening-words.ts'
import { ComeBack } from './come-back.tsx'
import { SignedInAlready } from './signed-in-already.tsx'
import { wayBack } from './way-back.ts'

/** What a link leads to. Opening it looks and uses nothing up: a press does. */
export function Door({ link }: { link: JoinLink }) {
  const look = useQuery(lookQuery(link))
  if (isRefusal(look.error, 'NOT_FOUND') || isRefusal(look.error, 'INVALID')) return <LinkEnded link={link} />
  if (look.data) return <OpenDoor link={link} look={look.data} />
  return (
    <DoorFrame doctorName={null}>
      {look.error ? (
        <LoadError error={look.error} onRetry={() => void look.refetch()}>
          {t('join.noNetwork')}
        </LoadError>
      ) : (
        <PanelSkeleton />
      )}
    </DoorFrame>
  )
}

const tagOf = ({ schedule }: JoinLook) => {
  if (schedule?.status === 'ONLINE') return <Tag state="ready">{t('join.tag.open')}</Tag>
  if (schedule?.status === 'UPCOMING') return <Tag state="plan">{t('join.tag.soon')}</Tag>
  return (
    <Tag state="done" icon={IconDoorExit}>
      {t('join.tag.closed')}
    </Tag>
  )
}

function OpenDoor({ link, look }: { link: JoinLink; look: JoinLook }) {
  const now = useNow(20_000)
  const { content, title = doorWords(look, now), lead } = useContent(link, look)
  useTitle(`${title} · MedConsult`)
  const isOpen = look.schedule?.status === 'ONLINE'
  const words = cardWords(look, now)
  return (
    <DoorFrame
      doctorName={look.doctorName}
      isOpen={isOpen}
      waiting={isOpen ? look.inQueue : 0}
      now={
        <>
          {tagOf(look)}
          {words !== null && <span>{words}</span>}
        </>
      }
      title={title}
      lead={lead}
    >
      {content}
    </DoorFrame>
  )
}

interface Content {
  readonly title?: string
  readonly lead?: string | undefined
  readonly content: React.ReactNode
}

/** What the person can do here: come back, go on as who they are, join, or read why not. */
function useContent(link: JoinLink, look: JoinLook): Content {
  const [isSomebodyElse, setSomebodyElse] = useState(false)
  const [hasProblems, setProblems] = useState(false)
  // Asked once: a sign-in in another tab does not take the form away.
  const [asks] = useState(maySignedIn)
  const me = useQuery({ ...meQuery, enabled: asks && !isSomebodyElse })
  const { schedule } = look
  const own = schedule === null ? null : wayBack(schedule.id)
  const somebodyElse = () => setSomebodyElse(true)

  if (schedule === null) return { lead: t('join.closed.lead'), content: <Closed link={link} look={look} /> }
  if (me.isLoading) return { content: <PanelSkeleton /> }
  // Whoever opens the link that this browser came by is that person already.
  const isOwn = 'secret' in link && own?.secret === link.secret && me.data?.kind === 'GUEST' && me.data.name === own.name
  if (asks && me.data && !isSomebodyElse && !isOwn)
    return {
      title: t('join.signedIn.title'),
      lead: t('join.signedIn.lead', { name: me.data.name }),
      content: <SignedInAlready me={me.data} scheduleId={schedule.id} onOther={somebodyElse} />,
    }
  if ('secret' in link && look.isInUse === true && look.name !== undefined)
    return {
      title: t('join.back.title', { name: look.name }),
      lead: t('join.back.lead'),
      content: <ComeBack link={link} name={look.name} />,
    }
  if (own !== null && !isSomebodyElse)
    return {
      title: t('join.back.title', { name: own.name }),
      lead: t('join.back.lead'),
      content: <ComeBack link={{ secret: own.secret }} name={own.name} onOther={somebodyElse} />,
    }
  if ('joinCode' in link && look.joinBy === 'INVITED') return { lead: t('join.invited.lead'), content: <InvitedOnly look={look} /> }
  if ('joinCode' in link && look.joinBy === 'ACCOUNT')
    return { lead: t('join.account.lead'), content: <AccountsOnly path={pathOf('visit', { scheduleId: schedule.id })} /> }
  return {
    lead: hasProblems ? t('join.almost') : t('join.noAccount', { count: questionsOf(link, look) }),
    content: <JoinForm link={link} look={look} onProblems={setProblems} />,
  }
}

const questionsOf = (link: JoinLink, { asks }: JoinLook): number =>
  1 + Object.values(asks).filter((question) => question !== 'NO').length + Number(asksEmail(link))
