import { useEffect, useEffectEvent } from 'react'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import styles from './call-room.module.css'
import { keyAction, type KeyAction } from './key-action.ts'
import { isTouch } from '../media/touch.ts'

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

type Row = { does: string; how: readonly string[] }

const keyRows: readonly Row[] = [
  { does: 'Microphone on or off', how: ['Ctrl', 'D'] },
  { does: 'Camera on or off', how: ['Ctrl', 'E'] },
  { does: 'Move your own picture', how: ['Arrow keys'] },
  { does: 'Show this help', how: ['Ctrl', 'Shift', '/'] },
]
const touchRows: readonly Row[] = [
  { does: 'Microphone on or off', how: ['Tap Microphone'] },
  { does: 'Camera on or off', how: ['Tap Camera'] },
  { does: 'The other camera of your phone', how: ['Tap Turn'] },
  { does: 'Move your own picture', how: ['Drag it to a corner'] },
]

/** The name of the help on this device. */
export const helpLabel = (): string => (isTouch() ? 'Help' : 'Keys and help')

/** What the keyboard does in the call, or a finger. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const touch = isTouch()
  return (
    <Dialog opened={opened} onClose={onClose} title={helpLabel()} width={440}>
      <dl className={styles.keys}>
        {(touch ? touchRows : keyRows).map((row) => (
          <div key={row.does}>
            <dt>{row.does}</dt>
            <dd>{row.how.map((how) => (touch ? <span key={how}>{how}</span> : <kbd key={how}>{how}</kbd>))}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
