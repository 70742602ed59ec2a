import type { NoticeChoices as Choices, NoticeSettings } from '@medconsult/contract'
import { IconAlertTriangle, IconBellRinging } from '@tabler/icons-react'
import { useRefusalWords } from '../server/refusal-words.ts'
import { useMe } from '../session/me.ts'
import { SmallSwitch } from '../ui/form/small-switch.tsx'
import { Note } from '../ui/note.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { t } from '../ui/words/text.ts'
import { canPush } from './browser-push.ts'
import { reachesPeople, useNoticeSettings, usePushHere, useSetNotices, useSetPushHere } from './notice-settings.ts'
import styles from './notices.module.css'

/** By which ways one is reached without an open page: a switch for each that the clinic offers; nothing if it offers none. */
export function NoticeChoices() {
  const { role } = useMe()
  const { data } = useNoticeSettings()
  const set = useSetNotices()
  const problem = useRefusalWords(set.error)
  if (!reachesPeople() || data === undefined) return null
  const { mail, sms } = clinic.channels
  return (
    <section>
      <h2>{t('notices.title')}</h2>
      <p className={styles.lead}>{t(role === 'DOCTOR' ? 'notices.leadDoctor' : 'notices.lead')}</p>
      <div className={styles.choices}>
        {mail && <MailSwitch data={data} set={set.mutate} />}
        {sms && <SmsSwitch data={data} set={set.mutate} />}
        <PushSwitch />
        {role === 'DOCTOR' && (
          <SmallSwitch
            label={t('notices.arrived')}
            hint={t('notices.aboutArrived')}
            on={data.arrived}
            onChange={(on) => set.mutate({ arrived: on })}
          />
        )}
      </div>
      {problem && <Problem words={problem} />}
    </section>
  )
}

interface WayProps {
  readonly data: NoticeSettings
  readonly set: (change: Partial<Choices>) => void
}

const MailSwitch = ({ data, set }: WayProps) => (
  <SmallSwitch
    label={t('notices.mail')}
    {...(!data.hasEmail && { hint: t('notices.mailNone') })}
    on={data.mail}
    onChange={(on) => set({ mail: on })}
  />
)

const SmsSwitch = ({ data, set }: WayProps) => (
  <SmallSwitch
    label={t('notices.sms')}
    {...(!data.hasPhone && { hint: t('notices.smsNone') })}
    on={data.sms}
    onChange={(on) => set({ sms: on })}
  />
)

const Problem = ({ words }: { words: string }) => (
  <Note tone="danger" icon={IconAlertTriangle} role="alert">
    {words}
  </Note>
)

/** Whether this browser receives push messages; nothing if it cannot, or the clinic sends none. */
export function PushSwitch() {
  const here = usePushHere()
  const set = useSetPushHere()
  const problem = useRefusalWords(set.error)
  if (!canPush() || here.data === undefined) return null
  const refused = set.data === false ? t('notices.pushRefused') : problem
  return (
    <>
      <SmallSwitch
        label={t('notices.push')}
        hint={t('notices.aboutPush')}
        on={set.isPending ? set.variables : here.data}
        onChange={(on) => {
          if (!set.isPending) set.mutate(on)
        }}
      />
      {refused && <Problem words={refused} />}
    </>
  )
}

/**
 * Says a waiting patient that a message reaches them, and offers this device where messages are not yet shown. A guest, who has
 * no page of an account, switches off here what they gave an address for.
 */
export function AlsoSent() {
  const { kind } = useMe()
  const { data } = useNoticeSettings()
  const here = usePushHere()
  const set = useSetNotices()
  const problem = useRefusalWords(set.error)
  if (!reachesPeople() || data === undefined) return null
  const { mail, sms } = clinic.channels
  const isReached = (mail && data.mail && data.hasEmail) || (sms && data.sms && data.hasPhone) || here.data === true
  return (
    <>
      {isReached && <Note icon={IconBellRinging}>{t('notices.alsoSent')}</Note>}
      {kind === 'GUEST' && mail && data.hasEmail && <MailSwitch data={data} set={set.mutate} />}
      {kind === 'GUEST' && sms && data.hasPhone && <SmsSwitch data={data} set={set.mutate} />}
      <PushSwitch />
      {problem && <Problem words={problem} />}
    </>
  )
}
