import { createPortal } from 'react-dom'
import { useMe } from '../../../session/me.ts'
import { QrCode } from '../../../ui/art/qr-code.tsx'
import { clinic } from '../../../ui/words/clinic.ts'
import { t } from '../../../ui/words/text.ts'
import styles from './invite.module.css'

/** What is printed while the dialog is open: the code for the wall of the clinic, and nothing of the page. */
export function PrintedCode({ link }: { link: string }) {
  const { name } = useMe()
  return createPortal(
    <div className={styles.sheet} aria-hidden="true">
      <p>{clinic.name}</p>
      <h1>{t('practice.invite.printed.title', { doctor: name })}</h1>
      <QrCode text={link} label={t('practice.invite.all.code')} />
      <p>{t('practice.invite.printed.how')}</p>
      <p>
        <b dir="ltr">{link.replace(/^https?:\/\//, '')}</b>
      </p>
    </div>,
    document.body,
  )
}
