/** Resolves at a moment of `performance.now()`, or at once where it is over. */
export async function due(at: number): Promise<void> {
  const early = at - performance.now()
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
}
