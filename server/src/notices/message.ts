import { createHash } from 'node:crypto'
import { languages, makeSpeaker, type Speaker } from '@medconsult/words'
import { readMessages } from '@medconsult/words/catalogues'
import type { NoticeKind, OfferedLanguage } from '@medconsult/contract'
import type { Store } from '../store/store.ts'
import { noticeRows, type NoticeRow } from './notice-rows.ts'

/** What every channel sends: the clinic's name, one sentence and one link, in the receiver's language. */
export interface Message {
  /** The same at each attempt, and says nothing. */
  readonly id: string
  readonly clinic: string
  readonly title: string
  readonly sentence: string
  readonly link: string
  /** Where such messages are switched off; null: this one is not sent again. */
  readonly foot: { readonly text: string; readonly link: string } | null
  readonly language: OfferedLanguage
  readonly direction: 'ltr' | 'rtl'
}

interface MessageOptions {
  readonly publicOrigin: string
  readonly clinicName: (store: Store) => Promise<string>
  readonly linkSecret: (rowId: string) => string
}

/** Makes the message of a notice. Its links begin with the clinic's own address, never with what a request has said. */
export function makeMessageOf({ publicOrigin, clinicName, linkSecret }: MessageOptions) {
  const speakers = new Map<OfferedLanguage, Speaker>()
  const speakerOf = (language: OfferedLanguage): Speaker => {
    let speaker = speakers.get(language)
    if (speaker === undefined) {
      speaker = makeSpeaker(languages[language])
      speaker.learn(readMessages(language, 'notice'))
      speakers.set(language, speaker)
    }
    return speaker
  }
  return async (store: Store, notice: NoticeRow): Promise<Message> => {
    const { kind, language, linkId } = notice
    const row = noticeRows[kind]
    const speaker = speakerOf(language)
    const clinic = (await clinicName(store)).replaceAll(/\p{Cc}+/gu, ' ')
    const off = linkId === null ? '/account' : `/i#${linkSecret(linkId)}`
    return {
      id: createHash('sha256').update(notice.id).digest('hex').slice(0, 32),
      clinic,
      title: speaker.text(titles[kind]),
      sentence: speaker.text(sentences[kind]),
      link: publicOrigin + (await row.link({ store, linkSecret }, notice)),
      foot: row.isChosen ? { text: speaker.text('notice.off'), link: publicOrigin + off } : null,
      language,
      direction: languages[language].direction,
    }
  }
}

const titles = {
  LINK: 'notice.link.title',
  BACK: 'notice.back.title',
  RESET: 'notice.reset.title',
  CONFIRM: 'notice.confirm.title',
  EMAIL: 'notice.email.title',
  EMAIL_OLD: 'notice.emailOld.title',
  NEW_LOGIN: 'notice.newLogin.title',
  CALLED: 'notice.called.title',
  SOON: 'notice.soon.title',
  OPENED: 'notice.opened.title',
  CANCELLED: 'notice.cancelled.title',
  MOVED: 'notice.moved.title',
  ARRIVED: 'notice.arrived.title',
} as const satisfies Record<NoticeKind, string>

const sentences = {
  LINK: 'notice.link.sentence',
  BACK: 'notice.back.sentence',
  RESET: 'notice.reset.sentence',
  CONFIRM: 'notice.confirm.sentence',
  EMAIL: 'notice.email.sentence',
  EMAIL_OLD: 'notice.emailOld.sentence',
  NEW_LOGIN: 'notice.newLogin.sentence',
  CALLED: 'notice.called.sentence',
  SOON: 'notice.soon.sentence',
  OPENED: 'notice.opened.sentence',
  CANCELLED: 'notice.cancelled.sentence',
  MOVED: 'notice.moved.sentence',
  ARRIVED: 'notice.arrived.sentence',
} as const satisfies Record<NoticeKind, string>
