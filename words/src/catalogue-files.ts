/** What a page loads at once: everybody's texts, and a doctor's, the long ones of the legal pages, or those of messages, beside them. */
export const bundles = ['everybody', 'doctor', 'legal', 'notice'] as const
export type Bundle = (typeof bundles)[number]

/** Each catalogue file, `<language>/<file>.yaml`, and who loads it: a bundle, or the server alone. A text's key begins with its file's name. */
export const catalogueFiles = {
  account: 'everybody',
  audit: 'doctor',
  browse: 'everybody',
  call: 'everybody',
  common: 'everybody',
  consent: 'everybody',
  document: 'server',
  ended: 'everybody',
  enter: 'everybody',
  invitation: 'everybody',
  join: 'everybody',
  language: 'everybody',
  legal: 'legal',
  media: 'everybody',
  notice: 'notice',
  notices: 'everybody',
  page: 'everybody',
  plans: 'doctor',
  practice: 'doctor',
  refused: 'everybody',
  time: 'everybody',
  visit: 'everybody',
} as const satisfies Record<string, Bundle | 'server'>
