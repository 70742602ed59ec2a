/** What can be done in this tab now. */
interface There {
  readonly touch: boolean
  /** This tab is in the call, and so has the own picture. */
  readonly here: boolean
  /** There is another camera to turn to. */
  readonly turns: boolean
}

interface HelpRow {
  readonly does: string
  readonly how: readonly string[]
}

/** What the help lists: by keys or by touch, and nothing that is not there. */
export function helpRows({ touch, here, turns }: There): readonly HelpRow[] {
  return [
    { does: 'Microphone on or off', how: touch ? ['Tap Microphone'] : ['Ctrl', 'D'] },
    { does: 'Camera on or off', how: touch ? ['Tap Camera'] : ['Ctrl', 'E'] },
    ...(turns ? [{ does: 'The other camera of your phone', how: ['Tap Turn'] }] : []),
    ...(here ? [{ does: 'Move your own picture', how: touch ? ['Drag it to a corner'] : ['Arrow keys'] }] : []),
    ...(touch ? [] : [{ does: 'Show this help', how: ['Ctrl', 'Shift', '/'] }]),
  ]
}
