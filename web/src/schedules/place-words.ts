import { peopleAhead } from '../ui/words/format.ts'

/** The headline beside the number: how many are ahead, or what the next patient still has to do. */
export const placeWords = (position: number, ready: boolean): string =>
  position === 1 && !ready ? 'Turn Ready on' : peopleAhead(position - 1)
