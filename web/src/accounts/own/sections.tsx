import type { PlainKey } from '@medconsult/words'
import { useEffect, useState } from 'react'
import { reachesPeople } from '../../notices/notice-settings.ts'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'

const sections = [
  { id: 'you', label: 'account.you' },
  { id: 'signing-in', label: 'account.signingIn' },
  { id: 'logins', label: 'account.logins' },
  { id: 'notices', label: 'notices.title' },
  { id: 'close', label: 'account.closing' },
] as const satisfies readonly { id: string; label: PlainKey }[]

/** Where a section has to begin for it to be the one in view: the upper third of the window. */
const IN_VIEW = '0px 0px -66% 0px'

/** Links to the panels, beside them on a wide window, which mark the one in view. */
export function Sections() {
  const [shown, setShown] = useState<string>(sections[0].id)
  useEffect(() => {
    const inView = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inView.add(target.id)
          else inView.delete(target.id)
        const first = sections.find(({ id }) => inView.has(id))
        if (first !== undefined) setShown(first.id)
      },
      { rootMargin: IN_VIEW },
    )
    for (const { id } of sections) {
      const panel = document.getElementById(id)
      if (panel !== null) observer.observe(panel)
    }
    return () => observer.disconnect()
  }, [])
  return (
    <nav className={styles.sections} aria-label={t('account.title')}>
      {sections
        .filter(({ id }) => id !== 'notices' || reachesPeople())
        .map(({ id, label }) => (
          <a key={id} href={`#${id}`} aria-current={shown === id ? 'true' : undefined}>
            {t(label)}
          </a>
        ))}
    </nav>
  )
}
