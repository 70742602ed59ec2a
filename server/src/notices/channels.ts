/** What the operator has set up, and so what people are offered. */
export interface Channels {
  readonly mail: boolean
  readonly sms: boolean
  /** The public key that browsers subscribe with; null: no push messages. */
  readonly push: string | null
}

export const NO_CHANNELS: Channels = { mail: false, sms: false, push: null }
