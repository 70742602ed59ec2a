import { endProblem, faultsOf, isOvernight, NewSchedule, plannedMinutes, type Schedule } from '@medconsult/contract'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { isRefusal } from '../../server/api.ts'
import { serverNow } from '../../server/clock.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { timeOf, writtenDay, zoneWords } from '../schedule-words.ts'
import { clinic } from '../../ui/words/clinic.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { hoursAndMinutes, sentences } from '../../ui/words/format.ts'
import { fieldWords } from '../../ui/words/refusal.ts'
import { FormStack } from '../../ui/form/form-stack.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { TimeField } from '../../ui/form/time-field.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { dayIn } from '../zone.ts'
import { planQuestions, type Plan } from './plan-questions.ts'
import styles from '../practices.module.css'
import { t } from '../../ui/words/text.ts'

type PlanFormProps = {
  initial: Plan
  /** The doctor’s other schedules, to ask about conflicts. */
  others: readonly Schedule[]
  save: (plan: Plan) => Promise<unknown>
  saveLabel: string
  saveIcon: TablerIcon
  busyLabel: string
  onSaved: (plan: Plan) => void
  onTyped?: (plan: Plan) => void
  /** Shown under the fields while they are unchanged since the last save. */
  said?: ReactNode
  labelledBy: string
}

/** A plan's day and times. Asks once about anything unusual, then accepts it. */
export function PlanForm({ initial, others, save, saveLabel, saveIcon, busyLabel, onSaved, onTyped, said, labelledBy }: PlanFormProps) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<{ of: string; questions: readonly string[] } | null>(null)
  const [savedAs, setSavedAs] = useState<string | null>(null)
  const today = dayIn(serverNow(), clinic.timeZone)
  const form = useForm({
    initialValues: { date: initial.date, startTime: initial.startTime, endTime: initial.endTime },
    ...(onTyped && { onValuesChange: onTyped }),
    validate: (values) => ({
      ...(values.date < today && { date: t('plans.form.past') }),
      ...fieldWords(faultsOf(NewSchedule.safeParse(values).error)),
    }),
  })
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (_, plan) => {
      await client.invalidateQueries({ queryKey: keys.doctorSchedules })
      setAsked(null)
      setSavedAs(JSON.stringify(plan))
      onSaved(plan)
    },
    onError: (error) => {
      if (isRefusal(error, 'INVALID')) form.setErrors(fieldWords(error.problem?.errors ?? []))
    },
  })
  const problem = useRefusalWords(isRefusal(saving.error, 'INVALID') ? null : saving.error)
  const written = JSON.stringify(form.values)
  const questions = asked?.of === written ? asked.questions : []
  const submit = (plan: Plan) => {
    const open = planQuestions(plan, others, serverNow())
    if (open.length > 0 && questions.length === 0) setAsked({ of: JSON.stringify(plan), questions: open })
    else saving.mutate(plan)
  }
  const { startTime, endTime } = form.values
  const isNight = TIME.test(startTime) && TIME.test(endTime) && isOvernight(form.values) && endProblem(form.values) === null
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate aria-labelledby={labelledBy}>
      <FormStack>
        <DateField label={t('plans.form.date')} today={today} write={writtenDay} required {...form.getInputProps('date')} />
        <div className={styles.times}>
          <TimeField label={t('plans.form.from')} write={timeOf} required {...form.getInputProps('startTime')} />
          <TimeField label={t('plans.form.until')} write={timeOf} required {...form.getInputProps('endTime')} />
        </div>
        <p className={styles.small}>
          {sentences(isNight ? t('plans.form.night', { duration: hoursAndMinutes(plannedMinutes(form.values)) }) : null, zoneWords())}
        </p>
        {questions.length > 0 && (
          <Note role="alert" icon={IconAlertTriangle}>
            {sentences(...questions, t('plans.question.right'))}
          </Note>
        )}
        {savedAs === written && questions.length === 0 && said}
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
        <WorkButton
          type="submit"
          variant="default"
          fullWidth
          leftSection={<Icon of={saveIcon} />}
          busy={saving.isPending}
          busyLabel={busyLabel}
        >
          {questions.length > 0 ? t('plans.question.yes') : saveLabel}
        </WorkButton>
      </FormStack>
    </form>
  )
}

const TIME = /^\d\d:\d\d$/
