import { languages } from '@medconsult/words'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../art/icon.tsx'
import { Dialog } from '../dialog/dialog.tsx'
import { chooseLanguage } from '../words/choose-language.ts'
import { clinic } from '../words/clinic.ts'
import { language } from '../words/language.ts'
import { Note } from '../note.tsx'
import { t } from '../words/text.ts'
import styles from './language.module.css'

/** What a person has typed or chosen in a form that does not keep it over a reload; browsers that do not know these selectors find nothing. */
const FILLED_IN = ':is(input, textarea):is(:user-valid, :user-invalid):not([data-kept] *)'

/** All languages, each by its own name: who cannot read this page can read that. */
export function LanguageDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [refused, setRefused] = useState(false)
  const hasTyped = opened && document.querySelector(FILLED_IN) !== null
  return (
    <Dialog opened={opened} onClose={onClose} title={t('language.title')}>
      <ul className={styles.list}>
        {clinic.languages.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={styles.choice}
              lang={name}
              dir={languages[name].direction}
              aria-current={name === language || undefined}
              onClick={() => (name === language ? onClose() : setRefused(!chooseLanguage(name)))}
            >
              <span>{languages[name].name}</span>
              {name === language && <Icon of={IconCheck} size={20} />}
            </button>
          </li>
        ))}
      </ul>
      {refused ? (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {t('language.notKept')}
        </Note>
      ) : (
        hasTyped && <Note>{t('language.reloads')}</Note>
      )}
    </Dialog>
  )
}
