import { IconAlertTriangle, IconMessage } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, isRefusal } from '../server/api.ts'
import { tabStorage } from '../server/browser-storage.ts'
import { useRefusalWords } from '../server/refusal-words.ts'
import { Icon } from '../ui/art/icon.tsx'
import { FormStack } from '../ui/form/form-stack.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { Panel } from '../ui/panel.tsx'
import { clinic } from '../ui/words/clinic.ts'
import { fieldWords } from '../ui/words/refusal.ts'
import { t } from '../ui/words/text.ts'
import fields from './fields.module.css'

interface Wish {
  readonly joinCode: string
  readonly address: string
  readonly secret: string
}

const KEY = 'medconsult.tell-me'

/** What was asked for in this tab, which a reload keeps, so that it can be taken back. */
function readWish(joinCode: string): Wish | null {
  try {
    const kept = JSON.parse(tabStorage.read(KEY) ?? 'null') as Wish | null
    return kept?.joinCode === joinCode ? kept : null
  } catch {
    return null
  }
}

/** Asks where to tell somebody that the doctor opens; nothing where the clinic sends neither mail nor SMS. */
export function TellMe({ joinCode }: { joinCode: string }) {
  const [wish, setWish] = useState(() => readWish(joinCode))
  const keep = (next: Wish | null) => {
    setWish(next)
    tabStorage.write(KEY, next === null ? null : JSON.stringify(next))
  }
  if (!clinic.channels.mail && !clinic.channels.sms) return null
  return (
    <Panel aria-label={t('join.tellMe.title')}>
      <FormStack>
        <h2>{t('join.tellMe.title')}</h2>
        {wish === null ? <Ask joinCode={joinCode} onNoted={keep} /> : <Noted wish={wish} onTakenBack={() => keep(null)} />}
      </FormStack>
    </Panel>
  )
}

const labelOf = ({ mail, sms }: typeof clinic.channels): string =>
  mail && sms ? t('join.tellMe.address') : mail ? t('enter.email') : t('join.phone.label')

function Ask({ joinCode, onNoted }: { joinCode: string; onNoted: (wish: Wish) => void }) {
  const [address, setAddress] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const typed = address.trim()
  const isMail = clinic.channels.mail && (!clinic.channels.sms || typed.includes('@'))
  const tell = useMutation({
    mutationFn: () => api('tellMe', { params: { joinCode }, body: isMail ? { email: typed } : { phone: typed } }),
    onSuccess: ({ secret }) => onNoted({ joinCode, address: typed, secret }),
  })
  const faults = isRefusal(tell.error, 'INVALID') ? (tell.error.problem?.errors ?? []) : []
  const [wrong] = Object.values(fieldWords(faults))
  const problem = useRefusalWords(wrong === undefined ? tell.error : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(typed === '')
    if (typed !== '' && !tell.isPending) tell.mutate()
  }
  return (
    <form noValidate onSubmit={submit} aria-label={t('join.tellMe.title')}>
      <FormStack>
        <TextField
          label={labelOf(clinic.channels)}
          description={t('join.tellMe.about')}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          value={address}
          autoComplete={clinic.channels.sms ? 'tel' : 'email'}
          classNames={{ input: fields['number']! }}
          error={isEmpty ? t('join.tellMe.missing') : wrong}
          onChange={({ currentTarget: { value } }) => setAddress(value)}
        />
        {problem !== null && <Problem words={problem} />}
        <WorkButton
          type="submit"
          fullWidth
          size="lg"
          leftSection={<Icon of={IconMessage} size={22} />}
          busy={tell.isPending}
          busyLabel={t('join.back.doing')}
        >
          {t('join.tellMe.do')}
        </WorkButton>
      </FormStack>
    </form>
  )
}

function Noted({ wish: { address, secret }, onTakenBack }: { wish: Wish; onTakenBack: () => void }) {
  const takeBack = useMutation({ mutationFn: () => api('withdrawTellMe', { body: { secret } }), onSuccess: onTakenBack })
  const problem = useRefusalWords(takeBack.error)
  return (
    <>
      <p role="status">{t('join.tellMe.noted', { address })}</p>
      {problem !== null && <Problem words={problem} />}
      <Button variant="default" aria-busy={takeBack.isPending} onClick={() => takeBack.isPending || takeBack.mutate()}>
        {t('join.tellMe.takeBack')}
      </Button>
    </>
  )
}

const Problem = ({ words }: { words: string }) => (
  <Note tone="danger" icon={IconAlertTriangle} role="alert">
    {words}
  </Note>
)
