const TIME = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?$/i

/** "9", "930", "9.30", "9:30 pm" as HH:MM; null if it is not a time of day. */
export function readTime(text: string): string | null {
  const [, hours, minutes = '00', half] = TIME.exec(text.trim()) ?? []
  if (hours === undefined) return null
  const isAfternoon = half?.toLowerCase().startsWith('p')
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon === true ? 12 : 0)
  return hour > 23 || Number(minutes) > 59 ? null : `${String(hour).padStart(2, '0')}:${minutes}`
}
