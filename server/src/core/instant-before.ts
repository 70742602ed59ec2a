/** An instant so many milliseconds ago, ISO 8601. The last one is kept: it is asked for many times in one millisecond. */
export function makeInstantBefore(ms: number): (now: Date) => string {
  let [at, text] = [Number.NaN, '']
  return (now) => {
    const time = now.getTime() - ms
    if (time !== at) [at, text] = [time, new Date(time).toISOString()]
    return text
  }
}
