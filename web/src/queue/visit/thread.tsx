import { IconStethoscope, IconUserOff, IconVideoFilled } from '@tabler/icons-react'
import { Icon } from '../../ui/art/icon.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { threadPlaces } from './thread-places.ts'
import styles from './thread.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { t } from '../../ui/words/text.ts'

type ThreadProps = { doctorName: string; position: number; /** With a patient now. */ busy?: boolean; away?: boolean }

/** The patient's place in the queue: the doctor, at most three before you, and you. */
export function Thread({ doctorName, position, busy = false, away = false }: ThreadProps) {
  const doctor = shortDoctor(doctorName)
  const places = threadPlaces(position)
  return (
    <ol
      className={styles.thread}
      style={{ '--nodes': String(places.length) }}
      aria-label={t('visit.thread.label', { doctor, ahead: position - 1 })}
    >
      <li>
        <span className={styles.node} data-kind="doctor" data-busy={(busy && !away) || undefined} data-away={away || undefined}>
          <Icon of={away ? IconUserOff : busy ? IconVideoFilled : IconStethoscope} />
        </span>
        <span className={styles.doctor}>{doctor}</span>
      </li>
      {places.map((place) =>
        place.kind === 'more' ? (
          <li key="more">
            <span className={styles.node} aria-hidden="true" dir="ltr">
              +{place.count}
            </span>
            <VisuallyHidden>{t('visit.thread.more', { count: place.count })}</VisuallyHidden>
          </li>
        ) : (
          <li key={place.number}>
            <span className={styles.node} data-kind={place.kind}>
              {place.number}
            </span>
            {place.kind === 'me' ? (
              <span className={styles.me}>{t('visit.thread.you')}</span>
            ) : (
              <VisuallyHidden>{t('visit.thread.someone')}</VisuallyHidden>
            )}
          </li>
        ),
      )}
    </ol>
  )
}
