import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { Panel } from '../../ui/panel.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'
import { SettingRow } from './setting-row.tsx'

/** The password. */
export function SignInPanel({ aboutPassword }: { aboutPassword: string }) {
  const client = useQueryClient()
  return (
    <Panel id="signing-in" aria-labelledby="account-signing-in">
      <h2 id="account-signing-in">{t('account.signingIn')}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t('enter.password')}
          detail={t('account.passwordUse')}
          label={t('account.changePassword')}
          fields={[
            { name: 'current', label: t('account.currentPassword'), type: 'password', autoComplete: 'current-password' },
            { name: 'next', label: t('account.newPassword'), type: 'password', autoComplete: 'new-password', description: aboutPassword },
          ]}
          save={async ({ current = '', next = '' }) => {
            await api('changePassword', { body: { current, next } })
            await client.invalidateQueries({ queryKey: keys.logins })
          }}
          saved={() => t('account.passwordChanged')}
        />
      </ul>
    </Panel>
  )
}
