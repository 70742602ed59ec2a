import { useEffect, useEffectEvent } from 'react'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './call-keys.module.css'
import { helpRows } from './help-rows.ts'
import { keyAction, type KeyAction } from './key-action.ts'
import { isTouch } from '../../media/touch.ts'

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

/** The help's label on this device. */
export const helpLabel = (): string => t(isTouch() ? 'call.help.titleTouch' : 'call.help.title')

type KeyHelpProps = { opened: boolean; here: boolean; turns: boolean; onClose: () => void }

/** What keys and touch do in the call. */
export function KeyHelp({ opened, here, turns, onClose }: KeyHelpProps) {
  const touch = isTouch()
  return (
    <Dialog opened={opened} onClose={onClose} title={helpLabel()} width={440}>
      <dl className={styles.keys}>
        {helpRows({ touch, here, turns }).map((row) => (
          <div key={row.does}>
            <dt>{row.does}</dt>
            <dd>{row.how.map((how) => (touch ? <span key={how}>{how}</span> : <kbd key={how}>{how}</kbd>))}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
