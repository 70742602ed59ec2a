/** What a page loads at once: everybody's texts, and a doctor's beside them. */
export const bundles = ['everybody', 'doctor'] as const
export type Bundle = (typeof bundles)[number]

/** Each catalogue file, `<language>/<file>.yaml`, and who loads it: a bundle, or the server alone. A text's key begins with its file's name. */
export const catalogueFiles = {
  audit: 'doctor',
  browse: 'everybody',
  call: 'everybody',
  document: 'server',
  ended: 'everybody',
  enter: 'everybody',
  invitation: 'everybody',
  language: 'everybody',
  media: 'everybody',
  plans: 'doctor',
  visit: 'everybody',
  practice: 'doctor',
} as const satisfies Record<string, Bundle | 'server'>
