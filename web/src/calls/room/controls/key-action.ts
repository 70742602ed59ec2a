export type KeyAction = 'microphone' | 'camera' | 'help'

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey' | 'repeat'>

/** The letter of a press: as the layout writes it, or by the key's position if that is not a Latin letter (Cyrillic, Greek, Arabic). */
function letterOf({ key, code }: Press): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^\p{L}$/u.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase() : ''
}

/** What a press does in the call: Ctrl+D the microphone, Ctrl+E the camera, Ctrl+Shift+/ the help; null: none of ours. */
export function keyAction(press: Press): KeyAction | null {
  const { ctrlKey, shiftKey, altKey, metaKey, repeat, key, code } = press
  if (!ctrlKey || altKey || metaKey || repeat) return null
  if (shiftKey) return code === 'Slash' || key === '?' || key === '/' ? 'help' : null
  return letterOf(press) === 'd' ? 'microphone' : letterOf(press) === 'e' ? 'camera' : null
}
