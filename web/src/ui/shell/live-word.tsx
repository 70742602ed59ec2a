import { Dot } from '../art/dot.tsx'
import styles from './live-word.module.css'

export type LiveState = 'live' | 'polling' | 'unreachable' | 'offline'

const words = {
  live: { fill: 'full', word: 'Live' },
  polling: { fill: 'half', word: 'Updating every 3 seconds' },
  unreachable: { fill: 'hollow', word: 'The clinic cannot be reached' },
  offline: { fill: 'hollow', word: 'You are offline' },
} as const satisfies Record<LiveState, { fill: 'full' | 'half' | 'hollow'; word: string }>

/** How fresh the page is, in a word, with `asOf` ("as of 09:31") if it is not. */
export function LiveWord({ state, asOf = null }: { state: LiveState; asOf?: string | null }) {
  return (
    <span className={styles.live} role="status" data-state={state}>
      <Dot fill={words[state].fill} />
      <span>{asOf === null ? words[state].word : `${words[state].word}, ${asOf}`}</span>
    </span>
  )
}
