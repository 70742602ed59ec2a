import { Dot } from './dot.tsx'
import styles from './live-word.module.css'

export type LiveState = 'live' | 'polling' | 'offline'

const words = {
  live: { fill: 'full', word: 'Live' },
  polling: { fill: 'half', word: 'Updating every 3 seconds' },
  offline: { fill: 'hollow', word: 'Offline' },
} as const satisfies Record<LiveState, { fill: 'full' | 'half' | 'hollow'; word: string }>

/** How fresh the page is, in a word. */
export function LiveWord({ state }: { state: LiveState }) {
  return (
    <span className={styles.live} role="status" data-state={state}>
      <Dot fill={words[state].fill} />
      {words[state].word}
    </span>
  )
}
