import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useTitle } from './title.ts'
import { BrokenThread } from './ui/broken-thread.tsx'
import { SoloPage } from './ui/solo-page.tsx'

/** An address without a page. */
export function UnknownPage() {
  useTitle('Page not found · MedConsult')
  return (
    <SoloPage
      art={<BrokenThread />}
      title="There is no page here"
      lead="The address may be old or mistyped. Nothing of yours is lost."
      actions={
        <Button component={Link} to="/" size="lg">
          Go to the start page
        </Button>
      }
    />
  )
}
