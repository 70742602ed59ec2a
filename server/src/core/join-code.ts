import { randomBytes } from 'node:crypto'
import { insert, type Insert } from '../store/store.ts'

/** Crockford's base32: no I, L, O or U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** A new practice link's code: 10 random characters, 50 bits. */
export const newJoinCode = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte & 31]!).join('')

/** A code as it was typed or read from paper: capitals do not count, nor do blanks and hyphens; I and L are 1, O is 0. */
export const joinCodeOf = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0')

/** A doctor's first practice link; it lets anyone ask to join. */
export const firstJoinCode = (doctorId: string, code: string, now: Date): Insert<'join_codes'> =>
  insert('join_codes', { id: doctorId, code, joinBy: 'ANYONE', createdAt: now.toISOString() }, 'make')
