import { GUEST_KEPT_HOURS, KNOWN_PLACE_DAYS, RENEWED_DAYS, TELL_ME_DAYS } from '@medconsult/contract'
import { languages, type Language } from '@medconsult/words'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { LanguageButton } from '../ui/language/language-button.tsx'
import { LoadError } from '../ui/page/load-error.tsx'
import { Passages } from '../ui/page/passages.tsx'
import type { Page } from '../ui/page/page-code.ts'
import { HeadSkeleton } from '../ui/page/skeletons.tsx'
import { AppShell } from '../ui/shell/app-shell.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { daysLong, hoursLong, nameOfLanguage } from '../ui/words/format.ts'
import { language } from '../ui/words/language.ts'
import { t } from '../ui/words/text.ts'
import styles from './legal.module.css'

type Kind = 'privacy' | 'terms' | 'accessibility'

/** What stands on a page in whose words. */
interface Shown {
  readonly text: string
  readonly language: Language
}

/** The clinic’s own text, or what this software says of itself. */
function Legal() {
  const kind = useLocation().pathname.slice(1) as Kind
  return (
    <AppShell pages={[]}>
      <article className={styles.page}>
        <h1>{t(`consent.foot.${kind}`)}</h1>
        {kind === 'accessibility' ? <Words text={ownWords(kind)} language={language} /> : <ClinicsOr kind={kind} />}
        {clinic.phone !== null && <p className={styles.about}>{t('legal.contact', { clinic: clinic.name, number: clinic.phone })}</p>}
        <LanguageButton />
      </article>
    </AppShell>
  )
}

function ClinicsOr({ kind }: { kind: 'privacy' | 'terms' }) {
  const clinics = useQuery({ queryKey: keys.clinicText(kind), queryFn: ({ signal }) => api('clinicText', { params: { kind } }, signal) })
  if (clinics.data === undefined)
    return clinics.error ? <LoadError error={clinics.error} onRetry={() => void clinics.refetch()} /> : <HeadSkeleton />
  return <Words {...(clinics.data ?? { text: ownWords(kind), language })} />
}

function Words({ text, language: written }: Shown) {
  return (
    <>
      {written !== language && <p className={styles.about}>{t('consent.otherLanguage', { language: nameOfLanguage(written) })}</p>}
      <div lang={written === language ? undefined : written} dir={languages[written].direction}>
        <Passages text={text} level={2} />
      </div>
    </>
  )
}

function ownWords(kind: Kind): string {
  const { name } = clinic
  switch (kind) {
    case 'privacy':
      return t('legal.privacy', {
        clinic: name,
        guest: hoursLong(GUEST_KEPT_HOURS),
        kept: daysLong(clinic.guestsDays),
        tell: daysLong(TELL_ME_DAYS),
        login: daysLong(RENEWED_DAYS),
        place: daysLong(KNOWN_PLACE_DAYS),
      })
    case 'terms':
      return t('legal.terms', { clinic: name, number: clinic.emergencyNumber })
    case 'accessibility':
      return t('legal.accessibility')
  }
}

export const page: Page = { Component: Legal }
