import { pathOf, type Me } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useNavigate } from 'react-router'
import { WorkButton } from '../ui/form/work-button.tsx'
import { t } from '../ui/words/text.ts'
import { useGoOn } from './enter-as-guest.ts'
import styles from './door.module.css'

/** Asks somebody who is signed in in this browser as whom they want to go on. */
export function SignedInAlready({ me, scheduleId, onOther }: { me: Me; scheduleId: string; onOther: () => void }) {
  const navigate = useNavigate()
  const goOn = useGoOn(scheduleId)
  return (
    <div className={styles.actions}>
      <WorkButton
        size="lg"
        fullWidth
        busy={goOn.isPending}
        busyLabel={t('join.doing')}
        onClick={() => (me.role === 'DOCTOR' ? void navigate(pathOf('practices')) : goOn.mutate())}
      >
        {t('join.back.do', { name: me.name })}
      </WorkButton>
      <Button size="lg" variant="default" fullWidth onClick={onOther}>
        {t('join.somebodyElse')}
      </Button>
    </div>
  )
}
