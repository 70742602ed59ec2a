import { peopleAhead } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'

/** The headline beside the number: how many are ahead, or what the next patient still has to do. */
export const placeWords = (position: number, ready: boolean): string =>
  position === 1 && !ready ? t('browse.place.turnReadyOn') : peopleAhead(position - 1)
