import { Button } from '@mantine/core'
import {
  IconArrowLeft,
  IconBell,
  IconDoorEnter,
  IconDoorExit,
  IconLink,
  IconMicrophone,
  IconPlus,
  IconUserPlus,
  IconVideoFilled,
} from '@tabler/icons-react'
import { useEffect } from 'react'
import { ChangeRow, ChangeTable } from '../src/ui/change-table.tsx'
import { Column, Columns } from '../src/ui/columns.tsx'
import { ConfirmDialog } from '../src/ui/confirm-dialog.tsx'
import { DateField } from '../src/ui/date-field.tsx'
import { DoneRing } from '../src/ui/done-ring.tsx'
import { EmptyThread } from '../src/ui/empty-thread.tsx'
import { FieldRow } from '../src/ui/field-row.tsx'
import { FormStack } from '../src/ui/gate.tsx'
import { Icon } from '../src/ui/icon.tsx'
import { LevelMeter } from '../src/ui/level-meter.tsx'
import { MoreMenu } from '../src/ui/more-menu.tsx'
import { NextPatient } from '../src/ui/next-patient.tsx'
import { Note } from '../src/ui/note.tsx'
import { PageHead } from '../src/ui/page-head.tsx'
import { Panel } from '../src/ui/panel.tsx'
import { Picture, SoundLine } from '../src/ui/picture.tsx'
import { PlainRow, PlainRows } from '../src/ui/plain-rows.tsx'
import { QueueCaption, QueueFoot, QueueList } from '../src/ui/queue-list.tsx'
import { Presence, QueueRow } from '../src/ui/queue-row.tsx'
import { RefusedButton } from '../src/ui/refused-button.tsx'
import { SelectField } from '../src/ui/select-field.tsx'
import { HeadSkeleton, RowsSkeleton } from '../src/ui/skeletons.tsx'
import { SmallSwitch } from '../src/ui/small-switch.tsx'
import { SoloBlock, SoloPage } from '../src/ui/solo-page.tsx'
import { StatTags } from '../src/ui/stat-tags.tsx'
import { TextField } from '../src/ui/text-field.tsx'
import { TimeField } from '../src/ui/time-field.tsx'
import { TodayPanel } from '../src/ui/today-panel.tsx'
import { useToast } from '../src/ui/toasts.tsx'
import { Film, ForDoctor } from './frames.tsx'

const nothing = (): void => {}
const because = 'You can start the next call when Amara Okafor has answered, or after you cancel the invitation.'

const Rail = () => (
  <Column>
    <Panel aria-label="Camera and sound">
      <Column gap={14}>
        <h2>Camera and sound work</h2>
        <Picture>
          <Film who="doctor" />
        </Picture>
        <SoundLine bare>
          <Icon of={IconMicrophone} />
          <LevelMeter level={0.6} />
          <span>Only you see this</span>
        </SoundLine>
      </Column>
    </Panel>
    <Panel aria-label="Practice settings">
      <Column gap={18}>
        <SmallSwitch label="Sound on arrival" hint="At most once in 10 seconds" on onChange={nothing} />
        <Button variant="default" fullWidth leftSection={<Icon of={IconDoorExit} />}>
          End the practice
        </Button>
      </Column>
    </Panel>
  </Column>
)

const waiting = [
  { number: 3, name: 'Jonas Lindqvist', ready: true, since: 'Waited 14 min', here: true },
  { number: 4, name: 'Mei Tanaka', ready: false, since: 'Waited 11 min', here: true },
  { number: 5, name: 'Tomás Reyes', ready: true, since: 'Waited 8 min', here: true },
  { number: 6, name: 'Yusuf Demir', ready: false, since: 'Waited 5 min', here: false },
] as const

const Practice = ({ invited }: { invited: boolean }) => {
  const toast = useToast()
  useEffect(() => {
    if (invited) toast({ who: 'Klára Nováková', text: 'joined', detail: 'Number 7 in the queue', icon: IconUserPlus })
  }, [invited, toast])
  return (
    <ForDoctor live="live">
      <PageHead title="Your practice is open" lead="Monday 23 November, 09:00 – 12:00">
        <StatTags
          stats={[
            { state: 'invited', count: invited ? 1 : 0, word: 'invited' },
            { state: 'ready', count: 2, word: 'ready' },
            { state: 'waiting', count: 2, word: 'waiting' },
            { state: 'done', count: 1, word: 'done', wideOnly: true },
          ]}
        />
      </PageHead>
      <Columns>
        <Column>
          <Panel pad="none" aria-label="Queue">
            <QueueList>
              {invited && (
                <QueueRow
                  id="2"
                  number={2}
                  name="Amara Okafor"
                  state="invited"
                  sub="Ringing, 42 seconds left to answer"
                  ring={{ seconds: 42, fraction: 0.7 }}
                  action={
                    <Button variant="default" size="sm">
                      Cancel invitation
                    </Button>
                  }
                />
              )}
              {waiting.map((row, index) => (
                <QueueRow
                  key={row.number}
                  id={`${row.number}`}
                  number={row.number}
                  name={row.name}
                  state={row.ready ? 'ready' : 'waiting'}
                  sub={
                    <>
                      <span>{row.since}</span>
                      <Presence here={row.here} />
                    </>
                  }
                  quietAction={!row.ready}
                  action={
                    row.ready ? (
                      <>
                        {invited ? (
                          <RefusedButton size="sm" reason={because} noteId="why">
                            Start call
                          </RefusedButton>
                        ) : (
                          <Button size="sm" variant={index === 0 ? 'filled' : 'light'} leftSection={<Icon of={IconVideoFilled} />}>
                            Start call
                          </Button>
                        )}
                        <MoreMenu label={`More for ${row.name}`} choices={[{ label: 'Set to waiting', onSelect: nothing }]} />
                      </>
                    ) : (
                      <Button size="sm" variant="subtle" leftSection={<Icon of={IconBell} />}>
                        Remind
                      </Button>
                    )
                  }
                />
              ))}
            </QueueList>
            {invited && (
              <QueueFoot>
                <Note id="why">{because}</Note>
              </QueueFoot>
            )}
          </Panel>
          <Panel pad="none" aria-label="Seen today">
            <QueueCaption>Seen today</QueueCaption>
            <QueueList>
              <QueueRow
                id="1"
                number={1}
                name="Inès Moreau"
                state="done"
                sub="09:04, 12 minutes"
                quietAction
                action={
                  <Button size="sm" variant="subtle">
                    Back to waiting
                  </Button>
                }
              />
            </QueueList>
          </Panel>
        </Column>
        <Rail />
      </Columns>
    </ForDoctor>
  )
}

const Empty = () => (
  <ForDoctor live="live">
    <PageHead title="Your practice is open" lead="Monday 23 November, 09:00 – 12:00" />
    <Columns>
      <Panel aria-label="Queue">
        <SoloBlock
          art={<EmptyThread />}
          title="Nobody is waiting yet"
          lead="Patients see that you are here. The first one appears in this place, with a sound."
          actions={<Button leftSection={<Icon of={IconLink} />}>Copy the link for patients</Button>}
        />
      </Panel>
      <Rail />
    </Columns>
  </ForDoctor>
)

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
            <DateField label="Date" defaultValue="2026-12-02" />
            <FieldRow>
              <TimeField label="From" defaultValue="09:00" />
              <TimeField label="Until" defaultValue="08:00" error="Choose a time after 09:00." />
            </FieldRow>
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
      <TextField label="Call" placeholder="Number, e.g. 7C2E-04" />
      <Panel aria-label="Changes">
        <ChangeTable>
          <ChangeRow
            time="09:31:08"
            dateTime="2026-11-23T08:31:08Z"
            what="Call confirmed"
            by="Amara Okafor"
            from="ready"
            to="incall"
            reference="7C2E-04"
          />
          <ChangeRow
            time="09:30:26"
            dateTime="2026-11-23T08:30:26Z"
            what="Invitation sent"
            by="Dr. Sarah Quinn"
            from="ready"
            to="invited"
            reference="7C2E-04"
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
      3 waiting and 2 ready will be told.
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
