import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useToast } from '../../ui/dialog/toasts.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './account.module.css'
import { EditForm, type EditField } from './edit-form.tsx'

type SettingRowProps = {
  title: string
  detail: ReactNode
  /** What the one verb does, in full: "Change your name". */
  label: string
  fields: readonly EditField[]
  save: (values: Record<string, string>) => Promise<unknown>
  /** What is said once it is saved. */
  saved?: (values: Record<string, string>) => string
}

/** What is, and one verb; the change opens in its place, and the focus comes back to the verb. */
export function SettingRow({ title, detail, label, fields, save, saved = () => t('account.saved') }: SettingRowProps) {
  const [open, setOpen] = useState(false)
  const verb = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const said = useRef('')
  const toast = useToast()
  useEffect(() => {
    if (wasOpen.current && !open) verb.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3>{title}</h3>
        <p>{detail}</p>
      </div>
      {open ? (
        <EditForm
          label={label}
          fields={fields}
          save={async (values) => {
            await save(values)
            said.current = saved(values)
          }}
          onSaved={() => {
            setOpen(false)
            toast({ text: said.current })
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <Button ref={verb} variant="subtle" size="sm" aria-label={label} onClick={() => setOpen(true)}>
          {t('account.change')}
        </Button>
      )}
    </li>
  )
}
