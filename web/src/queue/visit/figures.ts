/** The space left and right of each figure's ink, in em, at the number's weight; in the font all ten have one width. */
const own: Readonly<Record<string, readonly [left: number, right: number]>> = {
  0: [0.04, 0.04],
  1: [0.096, 0.168],
  2: [0.037, 0.04],
  3: [0.017, 0.028],
  4: [0.01, 0.01],
  5: [0.026, 0.029],
  6: [0.017, 0.037],
  7: [0.028, 0.03],
  8: [0.024, 0.024],
  9: [0.027, 0.027],
}
const WANTED = 0.045

/** A number's figures with the margins in em that set them proportionally: 11 is narrower than 48. */
export function proportional(number: number): readonly { figure: string; left: number; right: number }[] {
  return Array.from(String(number)).map((figure) => {
    const [left, right] = own[figure] ?? [WANTED, WANTED]
    return { figure, left: WANTED - left, right: WANTED - right }
  })
}
