/** The instant `ms` before, ISO 8601; the last one is kept, since presence and overdue invitations ask for it once per row. */
export function makeInstantBefore(ms: number): (now: Date) => string {
  let [at, text] = [Number.NaN, '']
  return (now) => {
    const time = now.getTime() - ms
    if (time !== at) [at, text] = [time, new Date(time).toISOString()]
    return text
  }
}
