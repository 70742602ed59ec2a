import { pathOf, type JoinLook } from '@medconsult/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Anchor } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { isRefusal } from '../server/api.ts'
import { signInPath } from '../session/return-path.ts'
import { FormStack } from '../ui/form/form-stack.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { WorkButton } from '../ui/form/work-button.tsx'
import { Note } from '../ui/note.tsx'
import { prefetchPage } from '../ui/page/page-code.ts'
import { language } from '../ui/words/language.ts'
import { fieldWords } from '../ui/words/refusal.ts'
import { Rich } from '../ui/words/rich.tsx'
import { t } from '../ui/words/text.ts'
import { answersOf, asksEmail, missing, type FieldName } from './answers.ts'
import { ConsentTick } from './consent-tick.tsx'
import { emptyDraft, readDraft, writeDraft, type Draft } from './draft.ts'
import { EmailField } from './email-field.tsx'
import { useEnterAsGuest } from './enter-as-guest.ts'
import { nameOf, type JoinLink } from './join-look.ts'
import { PlaceField } from './place-field.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { useJoinProblem } from './join-problem.ts'
import styles from './door.module.css'
import fields from './fields.module.css'

type JoinFormProps = { link: JoinLink; look: JoinLook; onProblems: (some: boolean) => void }

/** What a guest is asked before they join; nothing typed is lost by a refusal or a reload. */
export function JoinForm({ link, look, onProblems }: JoinFormProps) {
  const id = useId()
  const [draft, setDraft] = useState<Draft>(() => ({ ...emptyDraft, name: look.name ?? '', ...readDraft(nameOf(link)) }))
  const [problems, setProblems] = useState<Partial<Record<FieldName, string>>>({})
  const summary = useRef<HTMLDivElement>(null)
  const join = useEnterAsGuest(link)
  const refuse = (found: Partial<Record<FieldName, string>>): void => {
    setProblems(found)
    onProblems(Object.keys(found).length > 0)
  }
  const isPlaced = isRefusal(join.error, 'INVALID') && Object.keys(problems).length > 0
  const problem = useJoinProblem(isPlaced ? null : join.error, join.isPending && join.failureCount > 0)
  useEffect(() => {
    if (Object.keys(problems).length > 0) summary.current?.focus()
  }, [problems])
  useEffect(() => prefetchPage('visit'), [])
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part }
    setDraft(next)
    writeDraft(nameOf(link), next)
  }
  const submit = (): void => {
    const found = missing(draft, look)
    refuse(found)
    if (Object.keys(found).length > 0) return
    join.mutate(
      { ...answersOf(draft, look), language: language === 'pseudo' ? 'en' : language },
      { onError: (error) => isRefusal(error, 'INVALID') && refuse(fieldWords(error.problem?.errors ?? [])) },
    )
  }
  const field = (name: 'name' | 'phone' | 'place' | 'birthDate') => {
    const isRequired = name === 'name' || look.asks[name] === 'REQUIRED'
    const label = t(`join.${name}.label`)
    return {
      id: `${id}-${name}`,
      label: isRequired ? label : t('join.optional', { label }),
      value: draft[name],
      error: problems[name],
      'aria-required': isRequired,
    }
  }
  return (
    <form
      noValidate
      data-kept
      aria-label={t('join.do')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!join.isPending) submit()
      }}
    >
      <FormStack>
        <ProblemSummary ref={summary} problems={problems} idOf={(name) => `${id}-${name}`} />
        <TextField
          {...field('name')}
          autoComplete="name"
          classNames={{ input: fields['words']! }}
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
        {look.asks.phone !== 'NO' && (
          <TextField
            {...field('phone')}
            description={t('join.phone.about')}
            inputWrapperOrder={order}
            type="tel"
            autoComplete="tel"
            classNames={{ input: fields['number']! }}
            onChange={({ currentTarget: { value } }) => change({ phone: value })}
          />
        )}
        {asksEmail(link) && (
          <EmailField
            id={`${id}-email`}
            value={draft.email}
            error={problems.email}
            inputWrapperOrder={order}
            onValue={(email) => change({ email })}
          />
        )}
        {look.asks.place !== 'NO' && (
          <PlaceField
            {...field('place')}
            description={t('join.place.about')}
            inputWrapperOrder={order}
            classNames={{ input: fields['words']! }}
            onValue={(place) => change({ place })}
          />
        )}
        {look.asks.birthDate !== 'NO' && (
          <TextField
            {...field('birthDate')}
            type="date"
            autoComplete="bday"
            onChange={({ currentTarget: { value } }) => change({ birthDate: value })}
          />
        )}
        {look.consent !== null && (
          <ConsentTick
            id={`${id}-consentVersion`}
            consent={look.consent}
            agrees={draft.agreesTo === look.consent.version}
            error={problems.consentVersion}
            onChange={(agrees) => change({ agreesTo: agrees ? look.consent!.version : null })}
          />
        )}
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
        <WorkButton type="submit" size="lg" fullWidth busy={join.isPending} busyLabel={t('join.doing')}>
          {t(look.schedule?.status === 'UPCOMING' ? 'join.wait' : 'join.do')}
        </WorkButton>
        {'joinCode' in link && look.schedule !== null && <Known scheduleId={look.schedule.id} />}
      </FormStack>
    </form>
  )
}

/** Why something is asked stands above the field, where it is read before the keyboard covers it. */
const order: ('label' | 'description' | 'input' | 'error')[] = ['label', 'description', 'input', 'error']

/** The way in for who has an account. */
const Known = ({ scheduleId }: { scheduleId: string }) => (
  <p className={styles.other}>
    <Rich
      text="join.known"
      signIn={(words) => (
        <Anchor component={Link} to={signInPath(pathOf('visit', { scheduleId }))} underline="always">
          {words}
        </Anchor>
      )}
    />
  </p>
)
