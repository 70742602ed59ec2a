import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { languages } from '@medconsult/words'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { useRefusalWords } from '../server/refusal-words.ts'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Note } from '../ui/note.tsx'
import { Passages } from '../ui/page/passages.tsx'
import { longDate } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'
import styles from './consent-sheet.module.css'

/** What a patient has agreed to, to read and to withdraw; nothing where they have never been asked. */
export function OwnConsent({ className = styles.own }: { className?: string | undefined }) {
  const client = useQueryClient()
  const own = useQuery({ queryKey: keys.consent, queryFn: ({ signal }) => api('ownConsent', {}, signal) })
  const [asks, setAsks] = useState(false)
  const withdraw = useMutation({
    mutationFn: () => api('withdrawConsent'),
    onSettled: () => {
      setAsks(false)
      return client.invalidateQueries({ queryKey: keys.consent })
    },
  })
  const problem = useRefusalWords(withdraw.error)
  const newest = own.data?.newest ?? null
  if (newest === null) return null
  const date = longDate(newest.at)
  return (
    <div className={className}>
      <p>{newest.isGiven ? t('consent.own.given', { version: newest.textVersion, date }) : t('consent.own.withdrawn', { date })}</p>
      {problem && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
      <div className={styles.answers}>
        <ReadText version={newest.textVersion} />
        {newest.isGiven && (
          <Button variant="dangerQuiet" onClick={() => setAsks(true)}>
            {t('consent.own.do')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asks}
        title={t('consent.own.question')}
        stayLabel={t('consent.own.stay')}
        onStay={() => setAsks(false)}
        goLabel={t('consent.own.do')}
        onGo={() => withdraw.mutate()}
        busy={withdraw.isPending}
      >
        {t('consent.own.lead')}
      </ConfirmDialog>
    </div>
  )
}

/** The version that was agreed to, however old it is. */
function ReadText({ version }: { version: number }) {
  const [opened, setOpened] = useState(false)
  const text = useQuery({
    queryKey: [...keys.clinicText('consent'), version],
    queryFn: ({ signal }) => api('clinicText', { params: { kind: 'consent' }, query: { version: String(version) } }, signal),
    enabled: opened,
  })
  const problem = useRefusalWords(text.error)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('consent.own.read')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('consent.version', { version })} width={560}>
        {problem}
        {text.data && (
          <div lang={text.data.language} dir={languages[text.data.language].direction}>
            <Passages text={text.data.text} />
          </div>
        )}
      </Dialog>
    </>
  )
}
