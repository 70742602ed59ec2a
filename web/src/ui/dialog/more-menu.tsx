import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import { Icon } from '../art/icon.tsx'

type MenuChoice = { label: string; onSelect: () => void; icon?: TablerIcon; danger?: boolean }

/** A row's ⋯ menu; `label` says whose: "More for Mei Tanaka". */
export function MoreMenu({ label, choices }: { label: string; choices: readonly MenuChoice[] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={label}>
          <Icon of={IconDots} size={22} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.label}
            onClick={choice.onSelect}
            data-danger={choice.danger === true ? true : undefined}
            leftSection={choice.icon && <Icon of={choice.icon} />}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
