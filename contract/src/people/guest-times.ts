// Without schemas, so that pages can import it without zod.

/** How long a link to another device is valid, in minutes. */
export const DEVICE_LINK_MINUTES = 15
/** How long a guest stays signed in after the schedule has ended, in hours. */
export const GUEST_HOURS_AFTER_END = 2
/** A guest who has not joined a queue for so many hours is removed. */
export const GUEST_KEPT_HOURS = 24
/** How long what guests and invited people told is kept after their practice, in days, unless the clinic has set it. */
export const GUESTS_DAYS = 30
/** How long a wish to be told of an opening is kept, in days. */
export const TELL_ME_DAYS = 30
