import type { PlainKey } from '@medconsult/words'
import { Dot } from '../art/dot.tsx'
import styles from './live-word.module.css'
import { t } from '../words/text.ts'

export type LiveState = 'live' | 'polling' | 'unreachable' | 'offline'

const words = {
  live: { fill: 'full', word: 'page.live.live' },
  polling: { fill: 'half', word: 'page.live.polling' },
  unreachable: { fill: 'hollow', word: 'page.live.unreachable' },
  offline: { fill: 'hollow', word: 'page.live.offline' },
} as const satisfies Record<LiveState, { fill: 'full' | 'half' | 'hollow'; word: PlainKey }>

/** How fresh the page is, in a word, with `asOf` ("as of 09:31") if it is not. */
export function LiveWord({ state, asOf = null }: { state: LiveState; asOf?: string | null }) {
  const word = t(words[state].word)
  return (
    <span className={styles.live} role="status" data-state={state}>
      <Dot fill={words[state].fill} />
      <span>{asOf === null ? word : t('page.live.asOf', { state: word, asOf })}</span>
    </span>
  )
}
