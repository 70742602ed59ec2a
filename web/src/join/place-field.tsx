import { ActionIcon } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { IconCurrentLocation } from '@tabler/icons-react'
import { useState } from 'react'
import { Icon } from '../ui/art/icon.tsx'
import { useAnnounce } from '../ui/dialog/announcer.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { t } from '../ui/words/text.ts'

/** Long enough for the person to answer the browser’s question. */
const FOUND_WITHIN_MS = 30_000

/** "47.37690, 8.54170 (± 20 m)": a position as help can find it. */
const written = ({ coords: { latitude, longitude, accuracy } }: GeolocationPosition): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)} (± ${Math.ceil(accuracy)} m)`

type PlaceFieldProps = Omit<TextInputProps, 'onChange' | 'value'> & { value: string; onValue: (place: string) => void }

/** Where the person is: typed, or their position, which the browser gives only after asking them. */
export function PlaceField({ onValue, description, ...input }: PlaceFieldProps) {
  const announce = useAnnounce()
  const [state, setState] = useState<'asking' | 'refused' | null>(null)
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      (position) => {
        setState(null)
        onValue(written(position))
        announce(t('join.place.filledIn'))
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: FOUND_WITHIN_MS },
    )
  }
  return (
    <TextField
      {...input}
      description={state === null ? description : <span role="status">{t(`join.place.${state}`)}</span>}
      placeholder={t('join.place.example')}
      autoComplete="street-address"
      onChange={({ currentTarget: { value } }) => onValue(value)}
      {...('geolocation' in navigator &&
        window.isSecureContext && {
          rightSectionWidth: 54,
          rightSection: (
            <ActionIcon aria-label={t('join.place.position')} aria-busy={state === 'asking'} onClick={ask}>
              <Icon of={IconCurrentLocation} size={22} />
            </ActionIcon>
          ),
        })}
    />
  )
}
