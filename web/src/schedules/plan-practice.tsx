import { NewSchedule, type Schedule } from '@medconsult/contract'
import { useForm } from '@mantine/form'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { zod4Resolver } from 'mantine-form-zod-resolver'
import { api, isRefusal, sentenceOf } from '../api.ts'
import { serverNow } from '../clock.ts'
import { useDraft } from '../draft.ts'
import { keys } from '../keys.ts'
import { clinic } from '../ui/clinic.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { DateField } from '../ui/date-field.tsx'
import { FormStack } from '../ui/gate.tsx'
import { Icon } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { Panel } from '../ui/panel.tsx'
import { TimeField } from '../ui/time-field.tsx'
import { WorkButton } from '../ui/work-button.tsx'
import { dayIn, timeIn, zoneName } from '../zone.ts'
import { isPlanned } from './group-schedules.ts'
import styles from './practices.module.css'
import { suggestedTimes } from './suggested-times.ts'

const schemaProblems = zod4Resolver(NewSchedule)

/** The form that plans a practice. */
export function PlanPractice({ schedules }: { /** The doctor’s own. */ schedules: readonly Schedule[] }) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const today = dayIn(serverNow(), clinic.timeZone)
  const draft = useDraft<{ date: string; startTime: string; endTime: string }>('plan')
  const form = useForm({
    initialValues: draft.kept ?? { date: today, ...suggestedTimes(timeIn(serverNow(), clinic.timeZone)) },
    onValuesChange: (values) => draft.keep(values),
    validate: (values) => ({ ...(values.date < today && { date: 'This day is over. Choose today or later.' }), ...schemaProblems(values) }),
  })
  const plan = useMutation({
    mutationFn: (body: { date: string; startTime: string; endTime: string }) => api('createSchedule', { body }),
    onSuccess: async () => {
      draft.forget()
      await client.invalidateQueries({ queryKey: keys.doctorSchedules })
      announce('The practice is planned.')
    },
    onError: (error) => {
      if (isRefusal(error, 'INVALID')) form.setErrors(Object.fromEntries((error.problem?.errors ?? []).map((it) => [it.path, it.message])))
    },
  })
  return (
    <Panel aria-labelledby="plan">
      <h2 id="plan">Plan a practice</h2>
      <form className={styles.form} onSubmit={form.onSubmit((values) => plan.mutate(values))} noValidate aria-labelledby="plan">
        <FormStack>
          <DateField label="Date" min={today} required {...form.getInputProps('date')} />
          <div className={styles.times}>
            <TimeField label="From" required {...form.getInputProps('startTime')} />
            <TimeField label="Until" required {...form.getInputProps('endTime')} />
          </div>
          <p className={styles.small}>Times are the clinic’s: {zoneName(clinic.timeZone)}.</p>
          {isPlanned(schedules, form.values) && <Note role="status">This practice is planned. Adding it again makes a second one.</Note>}
          {plan.error && !isRefusal(plan.error, 'INVALID') && (
            <Note tone="danger" icon={IconAlertTriangle} role="alert">
              {sentenceOf(plan.error)}
            </Note>
          )}
          <WorkButton
            type="submit"
            variant="default"
            fullWidth
            leftSection={<Icon of={IconPlus} />}
            busy={plan.isPending}
            busyLabel="Adding …"
          >
            Add this practice
          </WorkButton>
        </FormStack>
      </form>
    </Panel>
  )
}
