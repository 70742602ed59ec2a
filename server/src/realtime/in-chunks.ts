/** As many ids as one question should ask by; the embedded store makes a statement for each power of two. */
const CHUNK = 512

/** The ids in order, as many at a time as one question should ask by. */
export function* inChunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += CHUNK) yield ids.slice(start, start + CHUNK)
}
