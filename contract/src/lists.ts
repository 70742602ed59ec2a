/** The maximum number of rows in a page, and the default. */
export const PAGE_ROWS = 200
