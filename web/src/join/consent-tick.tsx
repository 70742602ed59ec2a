import type { ConsentText } from '@medconsult/contract'
import { languages } from '@medconsult/words'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../ui/art/icon.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Passages } from '../ui/page/passages.tsx'
import { nameOfLanguage } from '../ui/words/format.ts'
import { language } from '../ui/words/language.ts'
import { t } from '../ui/words/text.ts'
import styles from './door.module.css'

type ConsentTickProps = {
  id: string
  consent: ConsentText
  agrees: boolean
  error: string | undefined
  onChange: (agrees: boolean) => void
}

/** The tick for the clinic’s consent text, which opens beside it; never set beforehand. */
export function ConsentTick({ id, consent, agrees, error, onChange }: ConsentTickProps) {
  const [reading, setReading] = useState<boolean | null>(null)
  return (
    <div className={styles.tick}>
      <input
        type="checkbox"
        id={id}
        checked={agrees}
        aria-required="true"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-wrong`}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
      <label htmlFor={id}>{t('join.consent.agree')}</label>
      <button type="button" className={styles.read} aria-haspopup="dialog" onClick={() => setReading(true)}>
        {t('join.consent.read')}
      </button>
      {error !== undefined && (
        <p className={styles.wrong} id={`${id}-wrong`}>
          <Icon of={IconAlertTriangle} size={17} />
          <span>{error}</span>
        </p>
      )}
      {reading !== null && (
        <Dialog opened={reading} onClose={() => setReading(false)} title={t('join.consent.title')} width={640}>
          <div lang={consent.language} dir={languages[consent.language].direction}>
            <Passages text={consent.text} />
          </div>
          <p className={styles.version}>
            {consent.language !== language && <>{t('consent.otherLanguage', { language: nameOfLanguage(consent.language) })} </>}
            {t('consent.version', { version: consent.version })}
          </p>
        </Dialog>
      )}
    </div>
  )
}
