import { IconStethoscope, IconUserOff, IconVideoFilled } from '@tabler/icons-react'
import { Icon } from '../../ui/art/icon.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { people } from '../../ui/words/format.ts'
import { threadPlaces } from './thread-places.ts'
import styles from './thread.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

type ThreadProps = { doctorName: string; position: number; /** With a patient now. */ busy?: boolean; away?: boolean }

/** The patient's place in the queue: the doctor, at most three before you, and you. */
export function Thread({ doctorName, position, busy = false, away = false }: ThreadProps) {
  const doctor = shortDoctor(doctorName)
  const places = threadPlaces(position)
  const between = position > 1 ? `, then ${people(position - 1)}` : ''
  return (
    <ol className={styles.thread} style={{ '--nodes': String(places.length) }} aria-label={`The queue: ${doctor}${between}, then you`}>
      <li>
        <span className={styles.node} data-kind="doctor" data-busy={(busy && !away) || undefined} data-away={away || undefined}>
          <Icon of={away ? IconUserOff : busy ? IconVideoFilled : IconStethoscope} />
        </span>
        <span className={styles.doctor}>{doctor}</span>
      </li>
      {places.map((place) =>
        place.kind === 'more' ? (
          <li key="more">
            <span className={styles.node} aria-hidden="true">
              +{place.count}
            </span>
            <VisuallyHidden>{people(place.count)} more</VisuallyHidden>
          </li>
        ) : (
          <li key={place.number}>
            <span className={styles.node} data-kind={place.kind}>
              {place.number}
            </span>
            {place.kind === 'me' ? <span className={styles.me}>You</span> : <VisuallyHidden>Someone</VisuallyHidden>}
          </li>
        ),
      )}
    </ol>
  )
}
