type ThreadPlace = { kind: 'person'; number: number } | { kind: 'more'; count: number } | { kind: 'me'; number: number }

/** The nodes after the doctor for the person at `position`: at most three, and you; more than three ahead become one node. */
export function threadPlaces(position: number): ThreadPlace[] {
  const ahead = position - 1
  const shown = ahead <= 3 ? ahead : 2
  const places: ThreadPlace[] = Array.from({ length: shown }, (_, index) => ({ kind: 'person', number: index + 1 }))
  if (ahead > shown) places.push({ kind: 'more', count: ahead - shown })
  return [...places, { kind: 'me', number: position }]
}
