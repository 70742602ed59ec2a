/**
 * Does `work` every `ms`, never two at once, until stopped; `failed` receives what it throws. The clocks, the gateway and
 * the connection to Redis run by it. Does not keep the process alive.
 */
export function every(ms: number, work: () => Promise<unknown>, failed: (error: unknown) => void): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= Promise.resolve(work())
      .then(() => undefined, failed)
      .finally(() => {
        running = null
      })
  }, ms)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
