import type { Me } from '@medconsult/contract'
import { offeredLanguages } from '@medconsult/contract'
import { languages } from '@medconsult/words'
import { useQueryClient } from '@tanstack/react-query'
import { OwnConsent } from '../../consent/own-consent.tsx'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { SelectField } from '../../ui/form/select-field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { chooseLanguage } from '../../ui/words/choose-language.ts'
import { clinic } from '../../ui/words/clinic.ts'
import { language } from '../../ui/words/language.ts'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'
import { SettingRow } from './setting-row.tsx'

/** Name, address, telephone number, language and, of a patient, what they have agreed to. */
export function YouPanel({ me }: { me: Me }) {
  const client = useQueryClient()
  const change = async (body: { name?: string; phone?: string | null }): Promise<void> => {
    const user = await api('changeMe', { body })
    client.setQueryData<Me>(keys.me, (was) => (was === undefined ? was : { ...was, ...user }))
  }
  return (
    <Panel id="you" aria-labelledby="account-you">
      <h2 id="account-you">{t('account.you')}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t('enter.register.name')}
          detail={<bdi>{me.name}</bdi>}
          label={t('account.changeName')}
          fields={[{ name: 'name', label: t('enter.register.name'), autoComplete: 'name', initial: me.name }]}
          save={({ name = '' }) => change({ name })}
        />
        {me.email !== null && <EmailRow me={me} email={me.email} />}
        <SettingRow
          title={t('account.phone')}
          detail={me.phone === null ? t('account.noPhone') : <bdi dir="ltr">{me.phone}</bdi>}
          label={t('account.changePhone')}
          fields={[
            {
              name: 'phone',
              label: t('account.phone'),
              type: 'tel',
              autoComplete: 'tel',
              initial: me.phone ?? '',
              description: t('account.phoneHint'),
            },
          ]}
          save={({ phone = '' }) => change({ phone: phone.trim() === '' ? null : phone })}
        />
        <LanguageRow />
      </ul>
      {me.role === 'PATIENT' && <OwnConsent className={styles.under} />}
    </Panel>
  )
}

function EmailRow({ me, email }: { me: Me; email: string }) {
  if (!clinic.channels.mail)
    return (
      <li className={styles.row}>
        <div className={styles.words}>
          <h3>{t('enter.email')}</h3>
          <p>
            <bdi dir="ltr">{email}</bdi>
          </p>
          <p>{t('account.emailAsk')}</p>
        </div>
      </li>
    )
  return (
    <SettingRow
      title={t('enter.email')}
      detail={t(me.emailConfirmed ? 'account.emailConfirmed' : 'account.emailOpen', { email })}
      label={t('account.changeEmail')}
      fields={[
        { name: 'email', label: t('account.newEmail'), type: 'email', autoComplete: 'email', description: t('account.emailHint') },
        { name: 'password', label: t('account.currentPassword'), type: 'password', autoComplete: 'current-password' },
      ]}
      save={({ email: to = '', password = '' }) => api('changeEmail', { body: { email: to, password } })}
      saved={({ email: to = '' }) => t('account.emailSent', { email: to })}
    />
  )
}

const choose = async (chosen: string): Promise<void> => {
  const known = offeredLanguages.find((it) => it === chosen)
  if (known === undefined) return
  await api('changeMe', { body: { language: known } })
  chooseLanguage(known)
}

/** Of the pages and of notices; the page loads again in it. */
function LanguageRow() {
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3 id="account-language">{t('account.language')}</h3>
        <p>{t('account.languageUse')}</p>
      </div>
      <SelectField
        aria-labelledby="account-language"
        value={language}
        onChange={({ currentTarget: { value } }) => void choose(value)}
        data={[...new Set([language, ...clinic.languages])].map((name) => ({ value: name, label: languages[name].name }))}
      />
    </li>
  )
}
