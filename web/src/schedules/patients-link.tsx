import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useRefusalWords } from '../server/refusal-words.ts'
import { Icon } from '../ui/art/icon.tsx'
import { addressOf, joinCodeQuery } from './join-code.ts'
import styles from './patients-link.module.css'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'

/** How long "Copied" is shown. */
const COPIED_MS = 10_000

type PatientsLinkProps = {
  quiet?: boolean
  /** In a list: a short label, with this name for screen readers. */
  of?: string
}

/** Copies the doctor’s practice link, by which anybody comes in without an account, or shows it if the browser does not allow copying. */
export function PatientsLink({ quiet = false, of }: PatientsLinkProps) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  // The clipboard soon holds something else.
  useEffect(() => {
    const timer = copied === 'yes' ? setTimeout(() => setCopied(null), COPIED_MS) : undefined
    return () => clearTimeout(timer)
  }, [copied])
  const code = useQuery(joinCodeQuery)
  const problem = useRefusalWords(code.error)
  const link = code.data ? addressOf(code.data) : ''
  const copy = () => {
    setCopied(null)
    if (code.data === undefined) return void code.refetch()
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
      <p role="status">
        {problem !== null && copied === null ? problem : copied === 'no' ? link : copied === 'yes' && !of ? t('common.link.send') : ''}
      </p>
    </div>
  )
}
