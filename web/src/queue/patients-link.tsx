import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useIsLate } from '../clock.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './patients-link.module.css'

/** How long a page says that it has copied something. */
const COPIED_MS = 10_000

type PatientsLinkProps = { scheduleId: string; quiet?: boolean }

/** Copies the address of this practice's queue, and shows it where a browser does not let it be copied. */
export function PatientsLink({ scheduleId, quiet = false }: PatientsLinkProps) {
  const [tried, setTried] = useState<'yes' | 'no' | null>(null)
  // What has been copied is soon something else.
  const isOld = useIsLate(tried === 'yes', COPIED_MS)
  const copied = isOld ? null : tried
  const link = `${window.location.origin}/visit/${scheduleId}`
  const copy = () => {
    setTried(null)
    void Promise.resolve(navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('No clipboard here.'))).then(
      () => setTried('yes'),
      () => setTried('no'),
    )
  }
  return (
    <div className={styles.link}>
      <Button variant={quiet ? 'default' : 'filled'} leftSection={<Icon of={copied === 'yes' ? IconCheck : IconCopy} />} onClick={copy}>
        {copied === 'yes' ? 'The link is copied' : 'Copy the link for patients'}
      </Button>
      <p role="status">{copied === 'no' ? link : copied === 'yes' ? 'Send it to your patients.' : ''}</p>
    </div>
  )
}
