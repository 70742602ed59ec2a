import { IconDevices } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../../../ui/art/icon.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './device.module.css'
import { DeviceLink } from './device-link.tsx'

/** Moves the place to another device: the tile and its dialog. */
export function OtherDevice() {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button type="button" className={styles.tile} aria-haspopup="dialog" onClick={() => setOpened(true)}>
        <Icon of={IconDevices} size={22} />
        <span>{t('join.device.title')}</span>
        <small>{t('join.device.hint')}</small>
      </button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('join.device.title')} width={520}>
        <DeviceLink />
      </Dialog>
    </>
  )
}
