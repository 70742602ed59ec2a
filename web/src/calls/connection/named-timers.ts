/** Timers by name, at most one each; none fires or is set after `close`. */
export class NamedTimers<Name extends string> {
  private readonly timers = new Map<Name, ReturnType<typeof setTimeout>>()
  private closed = false

  /** Runs `work` after `ms`, replacing the pending timer of this name. */
  set(name: Name, ms: number, work: () => void): void {
    this.clear(name)
    if (!this.closed) this.timers.set(name, setTimeout(work, ms))
  }

  clear(name: Name): void {
    clearTimeout(this.timers.get(name))
    this.timers.delete(name)
  }

  close(): void {
    this.closed = true
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.timers.clear()
  }
}
