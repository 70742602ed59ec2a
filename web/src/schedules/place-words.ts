import { peopleAhead } from '../ui/words/format.ts'

/** The headline beside the number: who is ahead, or for the next one what is still to be done. */
export const placeWords = (position: number, ready: boolean): string =>
  position === 1 && !ready ? 'Turn Ready on' : peopleAhead(position - 1)
