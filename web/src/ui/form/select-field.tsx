import { NativeSelect } from '@mantine/core'
import type { NativeSelectProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { fieldProblem } from './field-problem.tsx'
import { Icon } from '../art/icon.tsx'

/** A choice among a few, with the system's own list. */
export function SelectField({ error, ...input }: NativeSelectProps) {
  return (
    <NativeSelect rightSection={<Icon of={IconChevronDown} />} rightSectionPointerEvents="none" {...input} error={fieldProblem(error)} />
  )
}
