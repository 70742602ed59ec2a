import { pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useTitle } from './title.ts'
import { BrokenThread } from '../art/broken-thread.tsx'
import { SoloPage } from './solo-page.tsx'

/** Shown for an address without a page. */
export function UnknownPage() {
  useTitle('Page not found · MedConsult')
  return (
    <SoloPage
      art={<BrokenThread />}
      title="Page not found"
      lead="The address may be out of date or mistyped. Nothing is lost."
      actions={
        <Button component={Link} to={pathOf('browse')} size="lg">
          Go to the home page
        </Button>
      }
    />
  )
}
