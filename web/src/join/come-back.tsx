import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { isRefusal } from '../server/api.ts'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { t } from '../ui/words/text.ts'
import { useEnterAsGuest } from './enter-as-guest.ts'
import { useJoinProblem } from './join-problem.ts'
import styles from './door.module.css'

type ComeBackProps = {
  link: { readonly secret: string }
  name: string
  /** The form, for who is not that person; omitted where the link is of one person alone. */
  onOther?: () => void
}

/** Signs the same person in again by their own link. */
export function ComeBack({ link, name, onOther }: ComeBackProps) {
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
        {t('join.back.do', { name })}
      </WorkButton>
      {onOther !== undefined && (
        <Button size="lg" variant="default" fullWidth onClick={onOther}>
          {t('join.somebodyElse')}
        </Button>
      )}
    </div>
  )
}
