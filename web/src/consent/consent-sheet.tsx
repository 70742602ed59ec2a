import type { ConsentText } from '@medconsult/contract'
import { languages } from '@medconsult/words'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useRefusalWords } from '../server/refusal-words.ts'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { Passages } from '../ui/page/passages.tsx'
import { language } from '../ui/words/language.ts'
import { nameOfLanguage } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'
import styles from './consent-sheet.module.css'

export interface ConsentSheetProps {
  /** What to agree to; null: the sheet is closed. */
  readonly text: ConsentText | null
  readonly onAgree: () => void
  readonly onClose: () => void
  readonly busy?: boolean
  /** Why agreeing did not work. */
  readonly error?: Error | null
  /** By default “Agree and join”. */
  readonly agreeLabel?: string
}

/** The clinic’s consent text, whole, and the two answers after it. */
export function ConsentSheet({ text, onAgree, onClose, busy = false, error = null, agreeLabel }: ConsentSheetProps) {
  // While the sheet closes, its words stay.
  const [shown, setShown] = useState(text)
  if (text !== null && text !== shown) setShown(text)
  const problem = useRefusalWords(error)
  return (
    <Dialog opened={text !== null} onClose={onClose} title={t('consent.sheet.title')} width={560}>
      {shown !== null && (
        <div className={styles.text} lang={shown.language} dir={languages[shown.language].direction}>
          <Passages text={shown.text} />
        </div>
      )}
      {shown !== null && (
        <div className={styles.about}>
          {shown.language !== language && <p>{t('consent.otherLanguage', { language: nameOfLanguage(shown.language) })}</p>}
          <p>{t('consent.version', { version: shown.version })}</p>
        </div>
      )}
      {problem && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      <div className={styles.buttons}>
        <WorkButton busy={busy} busyLabel={t('consent.sheet.doing')} onClick={onAgree}>
          {agreeLabel ?? t('consent.sheet.agreeAndJoin')}
        </WorkButton>
        <Button variant="default" onClick={onClose}>
          {t('consent.sheet.notNow')}
        </Button>
      </div>
    </Dialog>
  )
}
