import { pathOf } from '@medconsult/contract'
import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import type { HeaderPage } from './header.tsx'
import styles from './header.module.css'
import { Icon } from '../art/icon.tsx'
import { LanguageDialog } from '../language/language-dialog.tsx'
import { clinic } from '../words/clinic.ts'
import { t } from '../words/text.ts'
import { PersonButton } from './person-button.tsx'

export type PersonMenuProps = { name: string; hasAccount: boolean; pages: readonly HeaderPage[]; onSignOut: (() => void) | undefined }

/** The disc with its menu, which on a phone includes the pages. `asked`: it was pressed before its code was loaded. */
export function PersonMenuList({
  name,
  pages,
  hasAccount,
  onSignOut,
  asked,
  focused,
}: PersonMenuProps & { asked: boolean; focused: boolean }) {
  const { pathname } = useLocation()
  const { setColorScheme } = useMantineColorScheme()
  const [choosing, setChoosing] = useState(false)
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <>
      <Menu position="bottom-end" defaultOpened={asked}>
        <Menu.Target>
          <PersonButton name={name} autoFocus={focused} />
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.phoneOnly}>
            <Menu.Label>{name}</Menu.Label>
            {pages.map((page) => (
              <Menu.Item key={page.to} component={Link} to={page.to} aria-current={pathname === page.to ? 'page' : undefined}>
                {t(page.label)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </div>
          {hasAccount && (
            <Menu.Item component={Link} to={pathOf('account')} leftSection={<Icon of={IconUserCircle} />}>
              {t('account.title')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon of={dark ? IconSun : IconMoon} />} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
            {t(dark ? 'page.header.light' : 'page.header.dark')}
          </Menu.Item>
          {clinic.languages.length > 1 && (
            <Menu.Item leftSection={<Icon of={IconLanguage} />} onClick={() => setChoosing(true)}>
              {t('language.title')}
            </Menu.Item>
          )}
          {onSignOut !== undefined && (
            <Menu.Item leftSection={<Icon of={IconLogout} />} onClick={onSignOut}>
              {t('page.header.signOut')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <LanguageDialog opened={choosing} onClose={() => setChoosing(false)} />
    </>
  )
}
