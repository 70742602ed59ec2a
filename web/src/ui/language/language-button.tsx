import { languages } from '@medconsult/words'
import { IconChevronDown, IconLanguage } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../art/icon.tsx'
import { VisuallyHidden } from '../visually-hidden.tsx'
import { clinic } from '../words/clinic.ts'
import { language } from '../words/language.ts'
import { t } from '../words/text.ts'
import { LanguageDialog } from './language-dialog.tsx'
import styles from './language.module.css'

/** Shows the page's language and offers the others; nothing where there is only one. */
export function LanguageButton() {
  const [opened, setOpened] = useState(false)
  // Its code is not fetched before somebody asks: on a slow line it would delay what the page is for.
  const [asked, setAsked] = useState(false)
  if (clinic.languages.length < 2) return null
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        onClick={() => {
          setAsked(true)
          setOpened(true)
        }}
      >
        <Icon of={IconLanguage} />
        <VisuallyHidden>{t('language.title')}: </VisuallyHidden>
        <span>{languages[language].name}</span>
        <Icon of={IconChevronDown} size={18} />
      </button>
      {asked && <LanguageDialog opened={opened} onClose={() => setOpened(false)} />}
    </>
  )
}
