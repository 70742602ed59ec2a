/** Consents are only ever added: the newest of a person counts. */
// prettier-ignore
export const consentMachine = {
  give: { from: [null], to: 'GIVEN', done: [], by: ['PATIENT'], audit: 'CONSENT_GIVEN' },
  withdraw: { from: [null], to: 'WITHDRAWN', done: [], by: ['PATIENT'], audit: 'CONSENT_WITHDRAWN' },
} as const
export type ConsentAction = keyof typeof consentMachine
