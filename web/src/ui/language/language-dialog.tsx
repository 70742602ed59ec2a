import { languages } from '@medconsult/words'
import { IconCheck } from '@tabler/icons-react'
import { Icon } from '../art/icon.tsx'
import { Dialog } from '../dialog/dialog.tsx'
import { chooseLanguage } from '../words/choose-language.ts'
import { clinic } from '../words/clinic.ts'
import { language } from '../words/language.ts'
import { t } from '../words/text.ts'
import styles from './language.module.css'

/** All languages, each by its own name: who cannot read this page can read that. */
export function LanguageDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
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
              onClick={() => (name === language ? onClose() : chooseLanguage(name))}
            >
              <span>{languages[name].name}</span>
              {name === language && <Icon of={IconCheck} size={20} />}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
