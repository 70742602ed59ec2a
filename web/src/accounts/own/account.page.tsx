import { NoticeChoices } from '../../notices/notice-choices.tsx'
import { reachesPeople } from '../../notices/notice-settings.ts'
import { useMe } from '../../session/me.ts'
import { PageHead } from '../../ui/page/page-head.tsx'
import type { Page } from '../../ui/page/page-code.ts'
import { Panel } from '../../ui/panel.tsx'
import { clinic } from '../../ui/words/clinic.ts'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'
import { ClosePanel } from './close-panel.tsx'
import { LoginsPanel } from './logins-panel.tsx'
import { Sections } from './sections.tsx'
import { SignInPanel } from './sign-in-panel.tsx'
import { YouPanel } from './you-panel.tsx'

/** The person’s own account: each row says what is, with one verb. A guest has no more than a name, a number and a language. */
function Account() {
  const me = useMe()
  const isGuest = me.kind === 'GUEST'
  return (
    <>
      <PageHead title={t('account.title')} lead={t('account.lead', { name: me.name, clinic: clinic.name })} />
      <div className={styles.page} data-sections={!isGuest || undefined}>
        {!isGuest && <Sections />}
        <div className={styles.column}>
          <YouPanel me={me} />
          {!isGuest && (
            <>
              <SignInPanel
                aboutPassword={t(me.role === 'DOCTOR' ? 'enter.register.aboutDoctorsPassword' : 'enter.register.aboutPassword')}
              />
              <LoginsPanel />
              {reachesPeople() && (
                <Panel id="notices" aria-label={t('notices.title')}>
                  <NoticeChoices />
                </Panel>
              )}
              <ClosePanel role={me.role} />
            </>
          )}
        </div>
      </div>
    </>
  )
}

export const page: Page = { Component: Account }
