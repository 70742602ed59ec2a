import type { DoctorQueueEntry } from '@medconsult/contract'
import { writtenDay } from '../../../schedules/schedule-words.ts'
import { t } from '../../../ui/words/text.ts'

type Known = Pick<DoctorQueueEntry, 'about'>

/** Whether a patient has told anything that their row shows. */
export const hasFacts = ({ about }: Known): boolean => about !== null && Object.values(about).some((fact) => fact !== null)

/** How to reach a guest and where they are, as they told it; and under which name they were invited, if it differs. */
export function AboutGuest({ entry: { about } }: { entry: Known }) {
  if (about === null) return null
  const { phone, place, birthDate, invitedAs } = about
  return (
    <>
      {phone !== null && (
        <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} dir="ltr">
          {phone}
        </a>
      )}
      {place !== null && <bdi>{place}</bdi>}
      {birthDate !== null && <span>{t('practice.invite.born', { date: writtenDay(birthDate) })}</span>}
      {invitedAs !== null && <span>{t('practice.invite.invitedAs', { name: invitedAs })}</span>}
    </>
  )
}
