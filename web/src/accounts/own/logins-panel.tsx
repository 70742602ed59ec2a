import type { Login } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { Note } from '../../ui/note.tsx'
import { RowsSkeleton } from '../../ui/page/skeletons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Tag } from '../../ui/tag.tsx'
import { clockTime, daysAway, shortDate } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'
import { loginsQuery } from './logins-query.ts'
import styles from './account.module.css'

const deviceWords = ({ device }: Login): string =>
  device === null
    ? t('account.program')
    : t('account.device', { browser: t(`account.browser.${device.browser}`), system: t(`account.system.${device.system}`) })

const lastUsed = ({ lastUsedAt, createdAt }: Login): string => {
  const at = lastUsedAt ?? createdAt
  return t('account.lastUsed', { when: daysAway(at, Date.now()) === 0 ? clockTime(at) : shortDate(at) })
}

/** Where the person is signed in, with the end of each login. */
export function LoginsPanel() {
  const client = useQueryClient()
  const logins = useQuery(loginsQuery)
  const end = useMutation({
    // One after the other, within the rate of a login.
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await api('endLogin', { params: { id } })
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.logins }),
  })
  const problem = useRefusalWords(end.error ?? logins.error)
  const others = (logins.data ?? []).filter(({ current }) => !current)
  return (
    <Panel id="logins" aria-labelledby="account-logins">
      <h2 id="account-logins">{t('account.logins')}</h2>
      {logins.isPending && <RowsSkeleton rows={2} />}
      <ul className={styles.rows}>
        {logins.data?.map((login) => (
          <li className={styles.row} key={login.id}>
            <div className={styles.words}>
              <h3>{deviceWords(login)}</h3>
              <p>{lastUsed(login)}</p>
            </div>
            {login.current ? (
              <Tag state="ready">{t('account.current')}</Tag>
            ) : (
              <Button
                variant="subtle"
                size="sm"
                aria-label={t('account.endDevice', { device: deviceWords(login) })}
                onClick={() => end.mutate([login.id])}
              >
                {t('account.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      {others.length > 0 && (
        <div className={styles.under}>
          <p>{t('account.unknownOnes')}</p>
          <WorkButton
            variant="default"
            size="sm"
            busy={end.isPending}
            busyLabel={t('account.ending')}
            onClick={() => end.mutate(others.map(({ id }) => id))}
          >
            {t('account.endOthers', { count: others.length })}
          </WorkButton>
        </div>
      )}
    </Panel>
  )
}
