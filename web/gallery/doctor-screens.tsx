import { Button } from '@mantine/core'
import { IconArrowLeft, IconDoorEnter, IconPlus, IconVideoFilled } from '@tabler/icons-react'
import { ChangeRow, ChangeTable } from '../src/audit/change-table.tsx'
import { Column, Columns } from '../src/ui/page/columns.tsx'
import { ConfirmDialog } from '../src/ui/dialog/confirm-dialog.tsx'
import { DateField } from '../src/ui/form/date-field.tsx'
import { DoneRing } from '../src/ui/art/done-ring.tsx'
import { FormStack } from '../src/ui/form/form-stack.tsx'
import { Icon } from '../src/ui/art/icon.tsx'
import { NextPatient } from '../src/calls/ended/next-patient-card.tsx'
import { PageHead } from '../src/ui/page/page-head.tsx'
import { Panel } from '../src/ui/panel.tsx'
import { PlainRow, PlainRows } from '../src/ui/plain-rows.tsx'
import { SelectField } from '../src/ui/form/select-field.tsx'
import { HeadSkeleton, RowsSkeleton } from '../src/ui/page/skeletons.tsx'
import { SoloPage } from '../src/ui/page/solo-page.tsx'
import { TimeField } from '../src/ui/form/time-field.tsx'
import { timeOf, writtenDay } from '../src/schedules/schedule-words.ts'
import { TodayPanel } from '../src/schedules/today-panel.tsx'
import { ForDoctor } from './frames.tsx'
import { Empty, Practice } from './practice-screens.tsx'

const nothing = (): void => {}
const Schedules = () => (
  <ForDoctor>
    <PageHead title="Good morning, Dr. Quinn" lead="One practice today. Patients can join its queue once you open it." />
    <Columns>
      <Column>
        <TodayPanel
          day="Monday 23 November"
          time="09:00 – 12:00"
          detail="Starts in 8 minutes. You can open it early."
          action={
            <Button size="lg" leftSection={<Icon of={IconDoorEnter} size={22} />}>
              Open the practice
            </Button>
          }
        />
        <Panel aria-label="Coming up">
          <PlainRows title="Coming up">
            <PlainRow title="Tomorrow" detail="Tuesday 24 November" end="14:00 – 17:30" />
            <PlainRow title="Thursday" detail="26 November" end="09:00 – 12:00" />
          </PlainRows>
        </Panel>
        <Panel aria-label="Finished">
          <PlainRows title="Finished">
            <PlainRow
              title="Friday 20 November"
              detail="09:00 – 12:00"
              end={
                <Button size="sm" variant="subtle">
                  See the record
                </Button>
              }
            />
          </PlainRows>
        </Panel>
      </Column>
      <Panel aria-label="Plan a practice">
        <Column gap={14}>
          <h2>Plan a practice</h2>
          <FormStack>
            <DateField label="Date" value="2026-12-02" today="2026-11-23" write={writtenDay} />
            <TimeField label="From" value="09:00" write={timeOf} />
            <TimeField label="Until" value="08:00" write={timeOf} error="Choose a time after 09:00." />
            <Button variant="default" fullWidth leftSection={<Icon of={IconPlus} />}>
              Add this practice
            </Button>
          </FormStack>
        </Column>
      </Panel>
    </Columns>
  </ForDoctor>
)

const Audit = () => (
  <ForDoctor>
    <PageHead title="Audit record" lead="Every change in your practices, newest first. Nothing here can be edited." />
    <Column>
      <SelectField label="Practice" data={['Mon 23 Nov, 09:00 – 12:00']} />
      <SelectField label="Call" data={['Amara Okafor, Mon 23 Nov, 09:30 (7C2E-04AB)', 'Amara Okafor, Mon 23 Nov, 09:30 (51D0-9A3F)']} />
      <Panel aria-label="Changes">
        <ChangeTable>
          <ChangeRow
            time="09:31:08"
            dateTime="2026-11-23T08:31:08Z"
            what="Call confirmed"
            by="Amara Okafor"
            from="ready"
            to="incall"
            reference="7C2E-04AB"
          />
          <ChangeRow
            time="09:30:26"
            dateTime="2026-11-23T08:30:26Z"
            what="Invitation sent"
            by="Dr. Sarah Quinn"
            from="ready"
            to="invited"
            reference="7C2E-04AB"
          />
          <ChangeRow time="09:21:37" dateTime="2026-11-23T08:21:37Z" what="Set ready" by="Amara Okafor" from="waiting" to="ready" />
        </ChangeTable>
      </Panel>
    </Column>
  </ForDoctor>
)

const Ended = () => (
  <ForDoctor live="polling">
    <SoloPage
      art={<DoneRing />}
      title="Ended, 12 minutes"
      lead={
        <>
          Your call with <b>Amara Okafor</b> is over. It was not recorded.
        </>
      }
      actions={
        <Button variant="subtle" leftSection={<Icon of={IconArrowLeft} />}>
          Back to the queue
        </Button>
      }
    >
      <NextPatient
        number={3}
        name="Jonas Lindqvist"
        here
        detail="waited 26 minutes"
        action={
          <Button size="lg" fullWidth leftSection={<Icon of={IconVideoFilled} size={22} />}>
            Call Jonas Lindqvist
          </Button>
        }
      />
    </SoloPage>
  </ForDoctor>
)

const Ask = () => (
  <ForDoctor live="offline">
    <HeadSkeleton />
    <RowsSkeleton />
    <ConfirmDialog opened title="End the practice?" stayLabel="Keep it open" onStay={nothing} goLabel="End the practice" onGo={nothing}>
      We will let everyone know: 2 ready, 3 waiting.
    </ConfirmDialog>
  </ForDoctor>
)

export const doctorScreens = {
  'doctor-practice': () => <Practice invited />,
  'doctor-practice-ready': () => <Practice invited={false} />,
  'doctor-practice-empty': Empty,
  'doctor-schedules': Schedules,
  'doctor-audit': Audit,
  'call-ended': Ended,
  ask: Ask,
}
