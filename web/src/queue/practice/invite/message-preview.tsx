import { languages, type Language } from '@medconsult/words'
import { useQuery } from '@tanstack/react-query'
import { clinic } from '../../../ui/words/clinic.ts'
import { noticeSpeaker, t } from '../../../ui/words/text.ts'
import { keys } from '../../../server/keys.ts'
import styles from './invite.module.css'

/** What is sent with a personal link, as its receiver reads it; nothing until it is loaded. */
export function MessagePreview({ language }: { language: Language }) {
  const { data: sentence } = useQuery({
    queryKey: keys.invitationText(language),
    queryFn: async () => (await noticeSpeaker(language)).text('notice.link.sentence'),
    staleTime: Infinity,
  })
  if (sentence === undefined) return null
  return (
    <figure className={styles.message}>
      <figcaption>{t('practice.invite.one.preview')}</figcaption>
      <blockquote lang={language} dir={languages[language].direction}>
        <bdi>{clinic.name}</bdi>: {sentence} <bdi dir="ltr">{`${window.location.host}/i#…`}</bdi>
      </blockquote>
    </figure>
  )
}
