import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import styles from './patients-link.module.css'

type PatientsLinkProps = { scheduleId: string; quiet?: boolean }

/** Copies the address of this practice's queue, and shows it where a browser does not let it be copied. */
export function PatientsLink({ scheduleId, quiet = false }: PatientsLinkProps) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const link = `${window.location.origin}/visit/${scheduleId}`
  const copy = () =>
    void Promise.resolve(navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('No clipboard here.'))).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    )
  return (
    <div className={styles.link}>
      <Button variant={quiet ? 'default' : 'filled'} leftSection={<Icon of={copied === 'yes' ? IconCheck : IconCopy} />} onClick={copy}>
        {copied === 'yes' ? 'The link is copied' : 'Copy the link for patients'}
      </Button>
      <p role="status">{copied === 'no' ? link : copied === 'yes' ? 'Send it to your patients.' : ''}</p>
    </div>
  )
}
