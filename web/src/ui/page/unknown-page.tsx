import { pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useTitle } from './title.ts'
import { BrokenThread } from '../art/broken-thread.tsx'
import { SoloPage } from './solo-page.tsx'
import { t } from '../words/text.ts'

/** Shown for an address without a page. */
export function UnknownPage() {
  useTitle(`${t('page.title.unknown')} · MedConsult`)
  return (
    <SoloPage
      art={<BrokenThread />}
      title={t('page.unknown.title')}
      lead={t('page.unknown.lead')}
      actions={
        <Button component={Link} to={pathOf('browse')} size="lg">
          {t('page.unknown.home')}
        </Button>
      }
    />
  )
}
