import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { isRefusal } from '../server/api.ts'
import { signInPath } from '../session/return-path.ts'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { useTitle } from '../ui/page/title.ts'
import { t } from '../ui/words/text.ts'
import { DoorFrame } from './door-frame.tsx'
import styles from './door.module.css'
import { useEnterAsGuest } from './enter-as-guest.ts'
import { useJoinProblem } from './join-problem.ts'

/** Navigation state of a page whose person has gone on at another device: the page that it was. */
export interface ElsewhereState {
  readonly movedFrom: string
}

/** The person has gone on at another device; they can come back here, by their own link or by signing in. */
export function Elsewhere({ link, from }: { link: { readonly secret: string } | null; from: string }) {
  useTitle(`${t('join.elsewhere.title')} · MedConsult`)
  return (
    <DoorFrame doctorName={null} title={t('join.elsewhere.title')} lead={t('join.elsewhere.lead')}>
      {link === null ? (
        <Button component={Link} to={signInPath(from)} size="lg" fullWidth>
          {t('join.elsewhere.do')}
        </Button>
      ) : (
        <ContinueHere link={link} />
      )}
    </DoorFrame>
  )
}

function ContinueHere({ link }: { link: { readonly secret: string } }) {
  const back = useEnterAsGuest(link)
  const problem = useJoinProblem(back.error, back.isPending && back.failureCount > 0)
  return (
    <div className={styles.actions}>
      {problem !== null && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {isRefusal(back.error, 'NOT_FOUND') ? t('join.ended.title') : problem}
        </Note>
      )}
      <WorkButton size="lg" fullWidth busy={back.isPending} busyLabel={t('join.back.doing')} onClick={() => back.mutate({})}>
        {t('join.elsewhere.do')}
      </WorkButton>
    </div>
  )
}
