/** The six tints of a face, in the order the hash picks them. */
export const tints = ['petrol', 'warm', 'violet', 'green', 'ochre', 'mist'] as const
type Tint = (typeof tints)[number]

const bare = (name: string): string => name.replace(/^(?:dr|prof)\.?\s+/i, '').trim()

/** "Dr. Sarah Quinn" → "SQ"; one word gives one letter. */
export function initials(name: string): string {
  const words = bare(name).split(/\s+/).filter(Boolean)
  const first = words.at(0)?.at(0) ?? ''
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/** "Dr. Sarah Quinn" → "Dr. Quinn"; a name without a title stays whole. */
export function shortDoctor(name: string): string {
  const title = /^(?:dr|prof)\.?(?=\s)/i.exec(name)?.[0]
  return title === undefined ? name : `${title} ${bare(name).split(/\s+/).at(-1) ?? ''}`.trim()
}

/** The same name always gets the same tint, with or without its title. FNV-1a; the start spreads a small clinic's names. */
export function nameTint(name: string): Tint {
  let hash = 1397
  for (const letter of bare(name)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return tints[(hash >>> 4) % tints.length] ?? 'petrol'
}
