import { Button } from '@mantine/core'
import { IconBellRinging, IconDeviceMobile, IconDoorExit, IconMicrophone, IconVideoFilled } from '@tabler/icons-react'
import { AlertSheet } from '../src/ui/dialog/alert-sheet.tsx'
import { Columns } from '../src/ui/page/columns.tsx'
import { DoneRing } from '../src/ui/art/done-ring.tsx'
import { EmergencyNote } from '../src/ui/emergency-note.tsx'
import { Face } from '../src/ui/art/face.tsx'
import { FormStack } from '../src/ui/form/form-stack.tsx'
import { SignInFrame } from '../src/ui/form/sign-in-frame.tsx'
import { Icon } from '../src/ui/art/icon.tsx'
import { LevelMeter } from '../src/calls/media/level-meter.tsx'
import { Note } from '../src/ui/note.tsx'
import { PageError } from '../src/ui/page/page-error.tsx'
import { PageHead } from '../src/ui/page/page-head.tsx'
import { Panel } from '../src/ui/panel.tsx'
import { PasswordField } from '../src/ui/form/password-field.tsx'
import { PersonLine } from '../src/queue/visit/person-line.tsx'
import { NoPicture, Picture, SoundLine } from '../src/calls/media/picture.tsx'
import { PlaceNumber } from '../src/queue/visit/place-number.tsx'
import { PlainRow, PlainRows } from '../src/ui/plain-rows.tsx'
import { ReadySwitch } from '../src/queue/visit/ready/ready-switch.tsx'
import { RingFace } from '../src/ui/art/ring.tsx'
import { SoloPage } from '../src/ui/page/solo-page.tsx'
import { Tag } from '../src/ui/tag.tsx'
import { TextField } from '../src/ui/form/text-field.tsx'
import { Thread } from '../src/queue/visit/thread.tsx'
import { WaitingLayout } from '../src/queue/visit/waiting-layout.tsx'
import { Film, ForPatient } from './frames.tsx'

const nothing = (): void => {}

const SignIn = () => (
  <SignInFrame
    title="Sign in"
    lead="Welcome back. Patients and doctors sign in here."
    other={
      <>
        New here? <a href="#register">Create an account</a>
      </>
    }
  >
    <FormStack>
      <TextField label="E-mail" type="email" defaultValue="amara.okafor@example.org" />
      <PasswordField label="Password" defaultValue="correct-horse" />
      <Button size="lg" fullWidth>
        Sign in
      </Button>
    </FormStack>
  </SignInFrame>
)

const Waiting = ({ on, position = 3 }: { on: boolean; position?: number }) => (
  <ForPatient
    footer={
      <>
        <EmergencyNote />
        <Button variant="dangerQuiet" size="sm" leftSection={<Icon of={IconDoorExit} />}>
          Leave the queue
        </Button>
      </>
    }
  >
    <WaitingLayout
      place={
        <>
          <PersonLine name="Dr. Sarah Quinn" detail="Open until 12:00" tag={<Tag state="incall">With a patient</Tag>} />
          <PlaceNumber position={position} title={`${position - 1} people ahead of you`} detail="About 15–25 minutes" />
          <Thread doctorName="Dr. Sarah Quinn" position={position} busy />
        </>
      }
      notes={
        <>
          <Note icon={IconDeviceMobile}>
            You keep your place if you refresh, lose the connection or lock the screen. But a locked phone may not ring: keep the screen on.
          </Note>
          <Note icon={IconBellRinging}>This page rings when it is your turn and shows how long you have to join.</Note>
        </>
      }
      panel={
        on ? (
          <>
            <Picture flush chip="Only you can see this. Nothing is recorded">
              <Film who="patient" />
            </Picture>
            <SoundLine>
              <Icon of={IconMicrophone} size={22} />
              <LevelMeter level={0.66} />
              <span>We hear you</span>
              <Button variant="subtle" size="sm">
                Change
              </Button>
            </SoundLine>
            <ReadySwitch on onChange={nothing}>
              Dr. Quinn can call you now. Keep this page open.
            </ReadySwitch>
          </>
        ) : (
          <>
            <NoPicture>Your camera is off. You will see yourself here before anyone else does.</NoPicture>
            <ReadySwitch on={false} onChange={nothing}>
              Turn this on when you can talk. While it is off, you cannot be called. Your browser will ask once for camera and microphone.
            </ReadySwitch>
          </>
        )
      }
    />
  </ForPatient>
)

const Invitation = ({ seconds }: { seconds: number }) => (
  <>
    <Waiting on />
    <AlertSheet
      art={<RingFace name="Dr. Sarah Quinn" fraction={seconds / 60} last={seconds <= 10} />}
      title="Dr. Sarah Quinn is calling you"
      description={
        <>
          {seconds <= 10 ? 'Only' : 'You have'} <b>{seconds} seconds</b> {seconds <= 10 ? 'left' : 'to join'}
        </>
      }
      actions={
        <>
          <Button variant="go" size="lg" leftSection={<Icon of={IconVideoFilled} size={22} />}>
            Join now
          </Button>
          <Button variant="quiet" size="lg">
            Not now
          </Button>
        </>
      }
      foot="“Not now” keeps your place and turns “I am ready” off until you turn it on again."
    />
  </>
)

const Browse = () => (
  <ForPatient footer={<EmergencyNote />}>
    <PageHead title="Who would you like to see?" lead="Join a queue now, or come back when your doctor’s queue opens." />
    <Columns rail={420}>
      <Panel aria-label="Open now">
        <PlainRows title="Open now" aside="3 doctors">
          {['Dr. Sarah Quinn', 'Dr. Henrik Bauer', 'Dr. Leila Parvati'].map((name) => (
            <PlainRow
              key={name}
              large
              face={<Face name={name} size={56} />}
              title={name}
              detail="Until 12:00"
              end={<Button variant="light">Join the queue</Button>}
            />
          ))}
        </PlainRows>
      </Panel>
      <Panel aria-label="Opening later">
        <PlainRows title="Opening later">
          <PlainRow face={<Face name="Dr. Marta Wolski" />} title="Dr. Marta Wolski" detail="Today, 14:00 – 17:00" />
          <PlainRow face={<Face name="Dr. Henrik Bauer" />} title="Dr. Henrik Bauer" detail="Tomorrow, 09:00 – 12:00" />
        </PlainRows>
      </Panel>
    </Columns>
  </ForPatient>
)

const Broken = () => (
  <ForPatient live="unreachable" footer={<EmergencyNote />}>
    <PageError nextTry={4} onRetry={nothing} reference="5F2A-19C4">
      Your place in the queue is kept. We try again automatically every few seconds and bring you back to this page.
    </PageError>
  </ForPatient>
)

const Ended = () => (
  <ForPatient footer={<EmergencyNote />}>
    <SoloPage
      art={<DoneRing />}
      title="Ended, 12 minutes"
      lead={
        <>
          Your call with <b>Dr. Sarah Quinn</b> is over. It was not recorded. You may close this page.
        </>
      }
      actions={<Button variant="default">See all doctors</Button>}
    />
  </ForPatient>
)

export const patientScreens = {
  'sign-in': SignIn,
  'patient-waiting': () => <Waiting on />,
  'patient-waiting-9': () => <Waiting on position={9} />,
  'patient-waiting-not-ready': () => <Waiting on={false} />,
  'patient-invitation': () => <Invitation seconds={48} />,
  'patient-invitation-last': () => <Invitation seconds={8} />,
  'patient-browse': Browse,
  error: Broken,
  'call-ended-patient': Ended,
}
