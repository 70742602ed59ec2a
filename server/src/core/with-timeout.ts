/** The result of `work`, or that of `late` if it takes longer than `ms`. The work itself is not cancelled. */
export async function withTimeout<R, L>(work: Promise<R>, ms: number, late: () => L | Promise<L>): Promise<R | L> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(Promise.try(late)), ms)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
