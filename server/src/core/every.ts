/** Does `work` every so often, never two at once, until stopped. `failed` receives what it throws. The process may end meanwhile. */
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
