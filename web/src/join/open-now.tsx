import { pathOf, type OpenPractice } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { Face } from '../ui/art/face.tsx'
import { PlainRow, PlainRows } from '../ui/plain-rows.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

/** The clinic’s other doctors who are open now; nothing if there are none. */
export function OpenNow({ open }: { open: readonly OpenPractice[] }) {
  if (open.length === 0) return null
  return (
    <section aria-label={t('join.closed.others')}>
      <PlainRows title={t('join.closed.others')}>
        {open.map(({ joinCode, doctorName, inQueue }) => (
          <PlainRow
            key={joinCode}
            face={<Face name={doctorName} />}
            title={<bdi>{doctorName}</bdi>}
            detail={t('join.waiting', { count: inQueue })}
            end={
              <Button component={Link} to={pathOf('join', { joinCode })} variant="light" size="sm">
                <Rich text="join.closed.go" doctor={doctorName} hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>} />
              </Button>
            }
          />
        ))}
      </PlainRows>
    </section>
  )
}
