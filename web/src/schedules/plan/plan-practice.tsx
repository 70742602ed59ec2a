import type { Schedule } from '@medconsult/contract'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/clock.ts'
import { useDraft } from './draft.ts'
import { clinic } from '../../ui/words/clinic.ts'
import { useAnnounce } from '../../ui/dialog/announcer.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { dayIn, timeIn } from '../zone.ts'
import { PlanForm } from './plan-form.tsx'
import type { Plan } from './plan-questions.ts'
import { suggestedTimes } from './suggested-times.ts'
import { t } from '../../ui/words/text.ts'

/** The form that plans a practice. */
export function PlanPractice({ schedules }: { /** The doctor’s own. */ schedules: readonly Schedule[] }) {
  const announce = useAnnounce()
  const draft = useDraft<Plan>('plan')
  const [initial] = useState(() => {
    const now = serverNow()
    return draft.kept ?? { date: dayIn(now, clinic.timeZone), ...suggestedTimes(timeIn(now, clinic.timeZone)) }
  })
  return (
    <Panel aria-labelledby="plan">
      <h2 id="plan">{t('plans.plan.title')}</h2>
      <PlanForm
        initial={initial}
        others={schedules}
        save={(body) => api('createSchedule', { body })}
        saveLabel={t('plans.plan.do')}
        saveIcon={IconPlus}
        busyLabel={t('plans.plan.doing')}
        onTyped={(plan) => draft.keep(plan)}
        onSaved={() => {
          draft.forget()
          announce(t('plans.plan.done'))
        }}
        said={<Note icon={IconCheck}>{t('plans.plan.another')}</Note>}
        labelledBy="plan"
      />
    </Panel>
  )
}
