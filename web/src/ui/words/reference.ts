/** What a person reads out of a row's id, "7C2E-04AB": its random end, which no two rows of a clinic share in practice. */
export const referenceOf = (id: string): string => {
  const end = id.replaceAll('-', '').slice(-8).toUpperCase()
  return `${end.slice(0, 4)}-${end.slice(4)}`
}

/** The reference of an outage, in which nobody has given one: when it began, in UTC, as the server's log has it. */
export const referenceAt = (at: number): string => new Date(at).toISOString().slice(5, 19).replace('T', '-').replaceAll(':', '')
