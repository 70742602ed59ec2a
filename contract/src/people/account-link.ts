/** RESET: a new password; EMAIL: a new address; CONFIRM: the address is the person’s own. */
export type AccountLinkKind = 'RESET' | 'EMAIL' | 'CONFIRM'

/** How long a link for a new password is valid: asked for on the page, in minutes, and from the command line, in days. */
export const RESET_MINUTES = 30
export const RESET_DAYS_BY_OPERATOR = 7
/** How long a link that confirms an address is valid, in days. */
export const CONFIRM_DAYS = 7
