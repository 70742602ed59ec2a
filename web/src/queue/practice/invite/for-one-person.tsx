import type { MadeGuestLink, OfferedLanguage } from '@medconsult/contract'
import { languages } from '@medconsult/words'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { isRefusal } from '../../../server/api.ts'
import { useRefusalWords } from '../../../server/refusal-words.ts'
import { QrCode } from '../../../ui/art/qr-code.tsx'
import { CopyLink } from '../../../ui/copy-link.tsx'
import { FormStack } from '../../../ui/form/form-stack.tsx'
import { SelectField } from '../../../ui/form/select-field.tsx'
import { TextField } from '../../../ui/form/text-field.tsx'
import { WorkButton } from '../../../ui/form/work-button.tsx'
import { Note } from '../../../ui/note.tsx'
import { clinic } from '../../../ui/words/clinic.ts'
import { fieldWords } from '../../../ui/words/refusal.ts'
import { t } from '../../../ui/words/text.ts'
import { addressed, addressOf, useGuestLinks, type OnePerson } from './guest-links.ts'
import styles from './invite.module.css'
import { MessagePreview } from './message-preview.tsx'
import { PersonalLinks } from './personal-links.tsx'

const { mail, sms } = clinic.channels

/** Whether the clinic sends a link to these addresses itself. */
const isSent = ({ email, phone }: Partial<Pick<MadeGuestLink, 'email' | 'phone'>>): boolean =>
  (Boolean(email) && mail) || (Boolean(phone) && sms)

const nobody: OnePerson = { name: '', address: '', language: '' }

/** A link for one person, shown once, and those that were made before. */
export function ForOnePerson({ scheduleId }: { scheduleId: string }) {
  const [person, setPerson] = useState(nobody)
  const [isNameless, setNameless] = useState(false)
  const { make, revoke } = useGuestLinks(scheduleId)
  const wrong = isRefusal(make.error, 'INVALID') ? fieldWords(make.error.problem?.errors ?? []) : {}
  const problem = useRefusalWords(isRefusal(make.error, 'INVALID') ? null : make.error)
  const change = (part: Partial<OnePerson>) => setPerson({ ...person, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setNameless(person.name.trim() === '')
    if (person.name.trim() !== '' && !make.isPending) make.mutate(person, { onSuccess: () => setPerson(nobody) })
  }
  return (
    <section className={styles.part} aria-label={t('practice.invite.one.title')}>
      <div>
        <h2>{t('practice.invite.one.title')}</h2>
        <p className={styles.lead}>{t('practice.invite.one.lead')}</p>
      </div>
      {make.data ? (
        <div className={styles.part} role="status">
          <p>{t('practice.invite.one.made', { name: make.data.name })}</p>
          <QrCode text={addressOf(make.data.secret)} label={t('practice.invite.one.code', { name: make.data.name })} />
          <CopyLink link={addressOf(make.data.secret)} label={t('practice.invite.copy')} />
          {isSent(make.data) && <p>{t('practice.invite.one.sent', { address: make.data.email ?? make.data.phone ?? '' })}</p>}
          <p className={styles.lead}>{t('practice.invite.one.onlyNow')}</p>
          <Button variant="default" onClick={() => make.reset()}>
            {t('practice.invite.one.another')}
          </Button>
        </div>
      ) : (
        <form noValidate onSubmit={submit} aria-label={t('practice.invite.one.title')}>
          <FormStack>
            <TextField
              label={t('practice.invite.one.name')}
              value={person.name}
              autoComplete="off"
              error={isNameless ? t('refused.field.NAME_MISSING') : wrong['name']}
              onChange={({ currentTarget: { value } }) => change({ name: value })}
            />
            {(mail || sms) && (
              <TextField
                label={t('join.optional', {
                  label: t(mail && sms ? 'practice.invite.one.address' : mail ? 'enter.email' : 'join.phone.label'),
                })}
                value={person.address}
                autoComplete="off"
                error={wrong['email'] ?? wrong['phone']}
                onChange={({ currentTarget: { value } }) => change({ address: value })}
              />
            )}
            <SelectField
              label={t('practice.invite.one.language')}
              value={person.language}
              onChange={({ currentTarget: { value } }) => change({ language: value as OfferedLanguage | '' })}
              data={[
                { value: '', label: t('practice.invite.one.unknown') },
                ...clinic.languages.map((value) => ({ value, label: languages[value].name })),
              ]}
            />
            {isSent(addressed(person.address)) && <MessagePreview language={person.language || clinic.languages[0]!} />}
            {problem !== null && (
              <Note tone="danger" icon={IconAlertTriangle} role="alert">
                {problem}
              </Note>
            )}
            <WorkButton type="submit" busy={make.isPending} busyLabel={t('practice.invite.one.doing')}>
              {t('practice.invite.one.do')}
            </WorkButton>
          </FormStack>
        </form>
      )}
      <PersonalLinks scheduleId={scheduleId} revoke={revoke} />
    </section>
  )
}
