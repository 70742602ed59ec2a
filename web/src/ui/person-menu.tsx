import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router'
import { Face } from './face.tsx'
import type { HeaderPage } from './header.tsx'
import styles from './header.module.css'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

type PersonMenuProps = { name: string; pages: readonly HeaderPage[]; onSignOut: (() => void) | undefined }

/** The person's disc and its menu; on a phone the pages are in it too. */
export function PersonMenu({ name, pages, onSignOut }: PersonMenuProps) {
  const { pathname } = useLocation()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button className={styles.who} type="button">
          <Face name={name} size={40} />
          <VisuallyHidden>Account menu, </VisuallyHidden>
          <span className={styles.person}>{name}</span>
          <span className={styles.chevron}>
            <Icon of={IconChevronDown} size={18} />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.phoneOnly}>
          <Menu.Label>{name}</Menu.Label>
          {pages.map((page) => (
            <Menu.Item key={page.to} component={Link} to={page.to} aria-current={pathname === page.to ? 'page' : undefined}>
              {page.label}
            </Menu.Item>
          ))}
          <Menu.Divider />
        </div>
        <Menu.Item leftSection={<Icon of={dark ? IconSun : IconMoon} />} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
          {dark ? 'Use light colours' : 'Use dark colours'}
        </Menu.Item>
        {onSignOut !== undefined && (
          <Menu.Item leftSection={<Icon of={IconLogout} />} onClick={onSignOut}>
            Sign out
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
