export type KeyAction = 'microphone' | 'camera' | 'help'

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey' | 'repeat'>

/** The letter that a press means: what the layout writes, and by the key's place where that is no Latin letter (Cyrillic, Greek, Arabic). */
function letterOf({ key, code }: Press): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^\p{L}$/u.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase() : ''
}

/** What a press does in the call: Ctrl+D the microphone, Ctrl+E the camera, Ctrl+Shift+/ the help; null: nothing of ours. */
export function keyAction(press: Press): KeyAction | null {
  const { ctrlKey, shiftKey, altKey, metaKey, repeat, key, code } = press
  if (!ctrlKey || altKey || metaKey || repeat) return null
  if (shiftKey) return code === 'Slash' || key === '?' || key === '/' ? 'help' : null
  return letterOf(press) === 'd' ? 'microphone' : letterOf(press) === 'e' ? 'camera' : null
}
