/** Resolves after `ms`. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The result of `work`, or null if it takes longer than `ms`. The work itself is not cancelled. */
export const withTimeout = <R>(work: Promise<R>, ms: number): Promise<R | null> => Promise.race([work, pause(ms).then(() => null)])
