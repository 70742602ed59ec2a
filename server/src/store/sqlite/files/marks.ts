import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Note } from './note.ts'

/**
 * Marks show whether a file and the log beside it belong together. A log keeps one random number for its lifetime; while
 * it is in use its file has the same number in the header, and a copy of the file has another.
 */
export interface Marks {
  /** The mark in the file's header: 0 if never set, null without a SQLite file. */
  readonly file: number | null
  readonly bytes: number
  /** The log's mark; `empty` for an empty log, null without one. */
  readonly log: number | 'empty' | null
}

/** The offset of a header field that only old programs use (`default_cache_size`). */
const MARK_AT = 48
export const markPragma = (mark: number): string => `PRAGMA default_cache_size=${mark}`

/** A random mark as SQLite stores it: positive and never 0. */
const asMark = (number: number): number => number & 0x7fffffff || 1

/** A mark for copies, which no log has. */
export const randomMark = (): number => asMark(crypto.getRandomValues(new Uint32Array(1))[0]!)

export const logOf = (file: string): string => `${file}-wal`

/** Reads the marks without opening the database. Not for a process that has it open: closing a file releases its locks. */
export function readMarks(file: string): Marks {
  const header = firstBytes(file, 100)
  const isDatabase = header.toString('latin1', 0, 15) === 'SQLite format 3' && header.length === 100
  return { file: isDatabase ? markIn(header, MARK_AT) : null, bytes: sizeOf(file), log: readLogMark(file) }
}

/** The mark in the header of an open file. */
export function readFileMark(descriptor: number): number {
  const field = Buffer.alloc(4)
  readSync(descriptor, field, 0, 4, MARK_AT)
  return markIn(field, 0)
}

const markIn = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at)

/** A log header and one page; a shorter log is empty. */
const LEAST_LOG_BYTES = 32 + 24 + 512

/** A log's first salt and its checkpoint count both increase by one on every restart; their difference is constant. */
export function readLogMark(file: string): Marks['log'] {
  const log = logOf(file)
  const header = firstBytes(log, 32)
  if (header.length < 32) return header.length === 0 && sizeOf(log) === -1 ? null : 'empty'
  if (header.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1 || sizeOf(log) < LEAST_LOG_BYTES) return 'empty'
  return asMark(header.readUInt32BE(16) - header.readUInt32BE(12))
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? -1

function firstBytes(path: string, count: number): Buffer {
  if (sizeOf(path) <= 0) return Buffer.alloc(0)
  const descriptor = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(count)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, count, 0))
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Whether a file may be opened with the log beside it: `fits`; `unsure`, only after a check; `strange` if opening would
 * mix two databases.
 */
export function judge({ file, bytes, log }: Marks, note: Note | null): 'fits' | 'unsure' | 'strange' {
  const isNoted = note !== null && note.file === file
  const isShort = isNoted && bytes < note.bytes
  if (typeof log !== 'number') return isNoted && !isShort && (log === 'empty' || note.state === 'closed') ? 'fits' : 'unsure'
  if (file === null || isShort) return 'strange'
  if (file === log) return isNoted ? 'fits' : 'unsure'
  // A start interrupted between its log's first page and the mark in the file, or the log of an earlier version.
  const isStarting = isNoted && note.state === 'starting'
  return isStarting || (note === null && file === 0) ? 'unsure' : 'strange'
}
