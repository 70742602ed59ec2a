import { Button } from '@mantine/core'
import { IconBell, IconDoorExit, IconLink, IconMicrophone, IconUserPlus, IconVideoFilled } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Column, Columns } from '../src/ui/page/columns.tsx'
import { EmptyThread } from '../src/ui/art/empty-thread.tsx'
import { Icon } from '../src/ui/art/icon.tsx'
import { LevelMeter } from '../src/calls/media/level-meter.tsx'
import { MoreMenu } from '../src/ui/dialog/more-menu.tsx'
import { Note } from '../src/ui/note.tsx'
import { PageHead } from '../src/ui/page/page-head.tsx'
import { Panel } from '../src/ui/panel.tsx'
import { Picture, SoundLine } from '../src/calls/media/picture.tsx'
import { QueueCaption, QueueFoot, QueueList } from '../src/queue/practice/rows/queue-list.tsx'
import { Presence, QueueRow } from '../src/queue/practice/rows/queue-row.tsx'
import { RefusedButton } from '../src/ui/form/refused-button.tsx'
import { SmallSwitch } from '../src/ui/form/small-switch.tsx'
import { SoloBlock } from '../src/ui/page/solo-page.tsx'
import { StatTags } from '../src/queue/practice/stat-tags.tsx'
import { useToast } from '../src/ui/dialog/toasts.tsx'
import { Film, ForDoctor } from './frames.tsx'

const nothing = (): void => {}
const joined = (
  <>
    <b>Klára Nováková</b> joined
  </>
)
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
          <span>Only you can see this</span>
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

const InvitedRow = () => (
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
)

type ActionProps = { row: (typeof waiting)[number]; invited: boolean; first: boolean }

const Action = ({ row, invited, first }: ActionProps) =>
  row.ready ? (
    <>
      {invited ? (
        <RefusedButton size="sm" reason={because} noteId="why">
          Start call
        </RefusedButton>
      ) : (
        <Button size="sm" variant={first ? 'filled' : 'light'} leftSection={<Icon of={IconVideoFilled} />}>
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

const Queue = ({ invited }: { invited: boolean }) => (
  <Panel pad="none" aria-label="Queue">
    <QueueList>
      {invited && <InvitedRow />}
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
          action={<Action row={row} invited={invited} first={index === 0} />}
        />
      ))}
    </QueueList>
    {invited && (
      <QueueFoot>
        <Note id="why">{because}</Note>
      </QueueFoot>
    )}
  </Panel>
)

const Seen = () => (
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
            Move back to waiting
          </Button>
        }
      />
    </QueueList>
  </Panel>
)

export const Practice = ({ invited }: { invited: boolean }) => {
  const toast = useToast()
  useEffect(() => {
    if (invited) toast({ text: joined, detail: 'Number 7 in the queue', icon: IconUserPlus })
  }, [invited, toast])
  return (
    <ForDoctor live="live">
      <PageHead title="Your practice is open" lead="Monday 23 November, 09:00 – 12:00">
        <StatTags
          label="In this practice"
          stats={[
            { state: 'invited', count: invited ? 1 : 0, text: '1 invited' },
            { state: 'ready', count: 2, text: '2 ready' },
            { state: 'waiting', count: 2, text: '2 waiting' },
            { state: 'done', count: 1, text: '1 done', wideOnly: true },
          ]}
        />
      </PageHead>
      <Columns>
        <Column>
          <Queue invited={invited} />
          <Seen />
        </Column>
        <Rail />
      </Columns>
    </ForDoctor>
  )
}

export const Empty = () => (
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
