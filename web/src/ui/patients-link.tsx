import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Icon } from './art/icon.tsx'
import styles from './patients-link.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'
import { Rich } from './words/rich.tsx'
import { t } from './words/text.ts'

/** How long "Copied" is shown. */
const COPIED_MS = 10_000

type PatientsLinkProps = {
  scheduleId: string
  quiet?: boolean
  /** In a list: a short label, with this name for screen readers. */
  of?: string
}

/** Copies the address of this practice's queue, or shows it if the browser does not allow copying. */
export function PatientsLink({ scheduleId, quiet = false, of }: PatientsLinkProps) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  // The clipboard soon holds something else.
  useEffect(() => {
    const timer = copied === 'yes' ? setTimeout(() => setCopied(null), COPIED_MS) : undefined
    return () => clearTimeout(timer)
  }, [copied])
  const link = `${window.location.origin}/visit/${scheduleId}`
  const copy = () => {
    setCopied(null)
    void Promise.resolve(navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('No clipboard here.'))).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    )
  }
  return (
    <div className={styles.link}>
      <Button
        variant={of ? 'subtle' : quiet ? 'default' : 'filled'}
        {...(of && { size: 'sm' })}
        leftSection={<Icon of={copied === 'yes' ? IconCheck : IconCopy} />}
        onClick={copy}
      >
        {of ? (
          <Rich
            text={copied === 'yes' ? 'common.link.copiedOf' : 'common.link.copyOf'}
            practice={of}
            hidden={(words) => <VisuallyHidden>{words}</VisuallyHidden>}
          />
        ) : (
          t(copied === 'yes' ? 'common.link.copied' : 'common.link.copy')
        )}
      </Button>
      <p role="status">{copied === 'no' ? link : copied === 'yes' && !of ? t('common.link.send') : ''}</p>
    </div>
  )
}
