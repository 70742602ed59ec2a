import { randomBytes } from 'node:crypto'

/** Crockford's base32: no I, L, O or U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** A new practice link's code: 10 random characters, 50 bits. */
export const newJoinCode = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte & 31]!).join('')

/** A code as it was typed or read from paper: capitals do not count, nor do blanks and hyphens; I and L are 1, O is 0. */
export const joinCodeOf = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0')
