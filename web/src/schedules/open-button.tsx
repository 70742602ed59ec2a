import { pathOf, type Schedule } from '@medconsult/contract'
import type { ButtonProps } from '@mantine/core'
import { IconAlertTriangle, IconDoorEnter } from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import { useRefusalWords } from '../server/refusal-words.ts'
import { dateAndTimesOf } from './schedule-words.ts'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog.tsx'
import { Icon } from '../ui/art/icon.tsx'
import { Note } from '../ui/note.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import styles from './practices.module.css'
import { inTheWay, useOpenPractice } from './open-practice.ts'
import { t } from '../ui/words/text.ts'

type OpenButtonProps = { schedule: Schedule; /** The doctor's others, to name the one in the way. */ all: readonly Schedule[] } & Pick<
  ButtonProps,
  'size' | 'variant'
>

/** "Open the practice"; if another one is open, offers to end that one first. */
export function OpenButton({ schedule, all, ...button }: OpenButtonProps) {
  const navigate = useNavigate()
  const opening = useOpenPractice((id) => void navigate(pathOf('practiceRoom', { scheduleId: id })))
  const way = inTheWay(opening.error, opening.variables)
  const problem = useRefusalWords(way ? null : opening.error)
  const other = all.find((it) => it.id === way?.otherId)
  const lead = other ? t('plans.open.otherLead', { practice: dateAndTimesOf(other) }) : t('plans.open.unknownLead')
  return (
    <div className={styles.open}>
      <WorkButton
        {...button}
        leftSection={<Icon of={IconDoorEnter} size={22} />}
        busy={opening.isPending && !way}
        busyLabel={t('plans.open.doing')}
        onClick={() => opening.mutate({ scheduleId: schedule.id })}
      >
        {t('plans.open.do')}
      </WorkButton>
      {problem && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      <ConfirmDialog
        opened={way !== null}
        title={way?.callOpen ? t('plans.open.call') : t('plans.open.other')}
        stayLabel={t('plans.open.keep')}
        onStay={() => opening.reset()}
        goLabel={way?.callOpen ? t('plans.open.endBoth') : t('plans.open.endOther')}
        busyLabel={t('plans.open.doing')}
        busy={opening.isPending}
        onGo={() => way && opening.mutate({ scheduleId: schedule.id, endFirst: { id: way.otherId, force: way.callOpen } })}
      >
        {way?.callOpen ? t('plans.open.callLead') : lead}
      </ConfirmDialog>
    </div>
  )
}
