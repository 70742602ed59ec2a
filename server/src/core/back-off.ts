/** Waits before the next try, `tries` having failed: longer and more random with each, 64 ms at most. */
export const backOff = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** tries, 64)))
