/** Runs all that is pending without a timer. */
export async function runMicrotasks(): Promise<void> {
  for (let round = 0; round < 50; round += 1) await Promise.resolve()
}
