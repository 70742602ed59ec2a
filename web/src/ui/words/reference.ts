/** What a person reads out of a row's id: its last eight signs, which no two rows of a clinic share in practice. */
export const referenceOf = (id: string): string => id.slice(-8)

/** The reference of an outage, in which nobody has given one: when it began, in UTC, as the server's log has it. */
export const referenceAt = (at: number): string => new Date(at).toISOString().slice(5, 19).replace('T', '-').replaceAll(':', '')
