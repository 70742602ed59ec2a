import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { BrokenThread } from '../art/broken-thread.tsx'
import { ClinicLine } from './clinic-line.tsx'
import { secondsLong } from '../words/format.ts'
import { Icon } from '../art/icon.tsx'
import { referenceAt } from '../words/reference.ts'
import { SoloPage } from './solo-page.tsx'
import { Tag } from '../tag.tsx'

type PageErrorProps = {
  title?: string
  /** What is kept and what happens automatically. */
  children: ReactNode
  /** Seconds to the next try; omitted if there is no automatic one. */
  nextTry?: number
  onRetry: () => void
  /** The request's id; by default when this was first shown. */
  reference?: string
}

/** A page that cannot show its data. */
export function PageError({ title = 'We cannot reach your clinic', children, nextTry, onRetry, reference }: PageErrorProps) {
  const [begun] = useState(() => referenceAt(Date.now()))
  return (
    <SoloPage
      art={<BrokenThread />}
      title={title}
      lead={children}
      actions={
        <Button size="lg" leftSection={<Icon of={IconRefresh} size={22} />} onClick={onRetry}>
          Try again now
        </Button>
      }
      foot={<ClinicLine reference={reference ?? begun} lasts />}
    >
      {nextTry !== undefined && <Tag state="waiting">Next try in {secondsLong(nextTry)}</Tag>}
    </SoloPage>
  )
}
