import type { VisitNotice } from '../visit-notice.ts'

/** What who is ready may expect. */
export const readyWords = (doctor: string, busy: boolean): string =>
  `${doctor} ${busy ? 'is with a patient and can call you after that' : 'can call you now'}. Keep this page open.`

/** What happened to the place, as a sentence for its owner. */
export function noticeWords(kind: VisitNotice['kind'], doctor: string, position: number | null): string {
  const still = position === null ? 'Your place is kept.' : `You are still number ${position}.`
  switch (kind) {
    case 'expired':
      return `The invitation ran out. ${still} Turn Ready on when you can talk.`
    case 'declined':
      return `You chose Not now. ${still} Turn Ready on when you can talk.`
    case 'cancelled':
      return `${doctor} took the invitation back. ${still}`
    case 'reset':
      return `${doctor} set you back to waiting. ${still} Turn Ready on when you can talk.`
    case 'let-in':
      return `${doctor} lets you in again.${position === null ? '' : ` You are number ${position}.`} Turn Ready on when you can talk.`
    case 'reminded':
      return `${doctor} asks you to get ready. Turn Ready on when you can talk.`
  }
}

/** To somebody whom the doctor has taken out of the queue. */
export const removedWords = (doctor: string): string => `${doctor} took you out of the queue. You can join again, at the end of it.`
