type Note = { type: 'hello' | 'here' | 'takeover'; tab: string }

/** How long another tab may take to answer, ms. */
const ANSWER_MS = 150

/** Keeps a call in one tab of this browser. `onTaken` is called when another tab takes it over. */
export function lockTab(callSessionId: string, holds: () => boolean, onTaken: () => void) {
  const tab = crypto.randomUUID()
  const channel = new BroadcastChannel(`medconsult.call.${callSessionId}`)
  let answered: (() => void) | null = null
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none: it never leaves this origin
  const say = (type: Note['type']): void => channel.postMessage({ type, tab } satisfies Note)

  channel.addEventListener('message', ({ data }: MessageEvent<Note>) => {
    if (data.tab === tab) return
    if (data.type === 'hello' && holds()) say('here')
    if (data.type === 'here') answered?.()
    if (data.type === 'takeover' && holds()) onTaken()
  })

  return {
    /** Whether another tab is in this call. */
    isElsewhere: (): Promise<boolean> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ANSWER_MS)
        answered = () => {
          clearTimeout(timer)
          resolve(true)
        }
        say('hello')
      }),
    takeOver: (): void => say('takeover'),
    close: (): void => channel.close(),
  }
}
