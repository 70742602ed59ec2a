import { useEffect, useEffectEvent } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import styles from './call-room.module.css'
import { keyAction, type KeyAction } from './key-action.ts'

type Keys = Readonly<Record<KeyAction, () => void>>

/** Ctrl+D microphone, Ctrl+E camera, Ctrl+Shift+/ help, while mounted. */
export function useCallKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = keyAction(event)
    if (action === null) return
    event.preventDefault()
    keys[action]()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

const rows: readonly { does: string; keys: readonly string[] }[] = [
  { does: 'Microphone on or off', keys: ['Ctrl', 'D'] },
  { does: 'Camera on or off', keys: ['Ctrl', 'E'] },
  { does: 'Move your own picture', keys: ['Arrow keys'] },
  { does: 'This help', keys: ['Ctrl', 'Shift', '/'] },
]

/** What the keyboard does in the call. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys and help" width={440}>
      <dl className={styles.keys}>
        {rows.map((row) => (
          <div key={row.does}>
            <dt>{row.does}</dt>
            <dd>
              {row.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
