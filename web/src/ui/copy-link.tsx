import { ActionIcon } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Icon } from './art/icon.tsx'
import styles from './copy-link.module.css'
import { t } from './words/text.ts'

/** How long "Copied" is shown: the clipboard soon holds something else. */
const COPIED_MS = 10_000

/** A link to read, with a button that copies it; where the browser does not copy, it can be selected. */
export function CopyLink({ link, label }: { link: string; label: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), COPIED_MS) : undefined
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    void navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div>
      <div className={styles.well}>
        <span className={styles.link}>{link.replace(/^https?:\/\//, '')}</span>
        {navigator.clipboard !== undefined && (
          <ActionIcon aria-label={label} onClick={copy}>
            <Icon of={copied ? IconCheck : IconCopy} size={22} />
          </ActionIcon>
        )}
      </div>
      <p className={styles.copied} role="status">
        {copied ? t('common.link.isCopied') : ''}
      </p>
    </div>
  )
}
