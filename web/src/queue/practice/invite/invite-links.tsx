import { ForEverybody } from './for-everybody.tsx'
import { ForOnePerson } from './for-one-person.tsx'
import styles from './invite.module.css'

/** The two kinds of links: the practice’s own for everybody, and one for a single person. */
export function InviteLinks({ scheduleId }: { scheduleId: string }) {
  return (
    <div className={styles.both}>
      <ForEverybody />
      <ForOnePerson scheduleId={scheduleId} />
    </div>
  )
}
