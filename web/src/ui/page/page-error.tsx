import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { BrokenThread } from '../art/broken-thread.tsx'
import { ClinicLine } from './clinic-line.tsx'
import { Icon } from '../art/icon.tsx'
import { referenceAt } from '../words/reference.ts'
import { SoloPage } from './solo-page.tsx'
import { Tag } from '../tag.tsx'
import { t } from '../words/text.ts'

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
export function PageError({ title = t('page.lost.title'), children, nextTry, onRetry, reference }: PageErrorProps) {
  const [begun] = useState(() => referenceAt(Date.now()))
  return (
    <SoloPage
      art={<BrokenThread />}
      title={title}
      lead={children}
      actions={
        <Button size="lg" leftSection={<Icon of={IconRefresh} size={22} />} onClick={onRetry}>
          {t('page.lost.again')}
        </Button>
      }
      foot={<ClinicLine reference={reference ?? begun} lasts />}
    >
      {nextTry !== undefined && <Tag state="waiting">{t('page.lost.next', { seconds: nextTry })}</Tag>}
    </SoloPage>
  )
}
