/** Rows of a page at most, and unless told. */
export const PAGE_ROWS = 200
