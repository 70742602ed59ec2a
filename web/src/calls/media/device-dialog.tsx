import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { media } from './media.ts'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { FormStack } from '../../ui/form/form-stack.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { t } from '../../ui/words/text.ts'

type Kind = 'videoinput' | 'audioinput'
const words = {
  videoinput: { label: 'media.choose.camera', numbered: 'media.choose.cameraNumber' },
  audioinput: { label: 'media.choose.microphone', numbered: 'media.choose.microphoneNumber' },
} as const

const usedNow = (kind: Kind): string => {
  const stream = media.read().stream
  const [track] = (kind === 'videoinput' ? stream?.getVideoTracks() : stream?.getAudioTracks()) ?? []
  return track?.getSettings().deviceId ?? ''
}

/** Chooses another camera or microphone; the change takes effect at once. */
export function DeviceDialog({ onClose }: { onClose: () => void }) {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([])
  useEffect(() => {
    let over = false
    const read = () =>
      void navigator.mediaDevices
        ?.enumerateDevices()
        .then((found) => over || setDevices(found))
        .catch(() => undefined)
    read()
    navigator.mediaDevices?.addEventListener('devicechange', read)
    return () => {
      over = true
      navigator.mediaDevices?.removeEventListener('devicechange', read)
    }
  }, [])
  const choices = (kind: Kind) =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map((device, index) => ({ value: device.deviceId, label: device.label || t(words[kind].numbered, { number: index + 1 }) }))
  const field = (kind: Kind) => {
    const data = choices(kind)
    if (data.length === 0) return null
    return (
      <SelectField
        label={t(words[kind].label)}
        data={data}
        defaultValue={usedNow(kind)}
        onChange={({ currentTarget: { value } }) =>
          void media.choose(kind === 'videoinput' ? { cameraId: value } : { microphoneId: value })
        }
      />
    )
  }
  return (
    <Dialog opened onClose={onClose} title={t('media.choose.title')}>
      <FormStack>
        {field('videoinput')}
        {field('audioinput')}
        <Button onClick={onClose}>{t('media.choose.done')}</Button>
      </FormStack>
    </Dialog>
  )
}
