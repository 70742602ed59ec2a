import type { Role } from '@medconsult/contract'
import { IconStethoscope, IconUser } from '@tabler/icons-react'
import { useId } from 'react'
import { Icon } from '../ui/art/icon.tsx'
import styles from './role-choice.module.css'

const roles = [
  { value: 'PATIENT', label: 'I am a patient', icon: IconUser },
  { value: 'DOCTOR', label: 'I am a doctor', icon: IconStethoscope },
] as const satisfies readonly { value: Role; label: string; icon: typeof IconUser }[]

/** Patient or doctor: two cards that are radio buttons. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>Who are you?</legend>
      {roles.map((role) => (
        <label className={styles.card} key={role.value}>
          <input type="radio" name={name} value={role.value} checked={value === role.value} onChange={() => onChange(role.value)} />
          <Icon of={role.icon} size={22} />
          <span>{role.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
