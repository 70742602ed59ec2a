import type { Role } from '@medconsult/contract'
import type { PlainKey } from '@medconsult/words'
import { IconStethoscope, IconUser } from '@tabler/icons-react'
import { useId } from 'react'
import { Icon } from '../ui/art/icon.tsx'
import styles from './role-choice.module.css'
import { t } from '../ui/words/text.ts'

const roles = [
  { value: 'PATIENT', label: 'enter.register.patient', icon: IconUser },
  { value: 'DOCTOR', label: 'enter.register.doctor', icon: IconStethoscope },
] as const satisfies readonly { value: Role; label: PlainKey; icon: typeof IconUser }[]

/** Patient or doctor: two cards that are radio buttons. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{t('enter.register.who')}</legend>
      {roles.map((role) => (
        <label className={styles.card} key={role.value}>
          <input type="radio" name={name} value={role.value} checked={value === role.value} onChange={() => onChange(role.value)} />
          <Icon of={role.icon} size={22} />
          <span>{t(role.label)}</span>
        </label>
      ))}
    </fieldset>
  )
}
