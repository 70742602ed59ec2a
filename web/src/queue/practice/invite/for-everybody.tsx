import { JoinBy, type JoinCode } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, joinCodeQuery } from '../../../schedules/join-code.ts'
import { useRefusalWords } from '../../../server/refusal-words.ts'
import { Icon } from '../../../ui/art/icon.tsx'
import { QrCode } from '../../../ui/art/qr-code.tsx'
import { CopyLink } from '../../../ui/copy-link.tsx'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { SelectField } from '../../../ui/form/select-field.tsx'
import { Note } from '../../../ui/note.tsx'
import { PanelSkeleton } from '../../../ui/page/skeletons.tsx'
import { t } from '../../../ui/words/text.ts'
import styles from './invite.module.css'
import { useChangeJoinCode } from './change-join-code.ts'
import { PrintedCode } from './printed-code.tsx'

/** The practice’s link: to copy, to print, to replace, and who may use it. */
export function ForEverybody() {
  const code = useQuery(joinCodeQuery)
  const problem = useRefusalWords(code.error)
  return (
    <section className={styles.part} aria-label={t('practice.invite.all.title')}>
      <h2>{t('practice.invite.all.title')}</h2>
      <p className={styles.lead}>{t('practice.invite.all.lead')}</p>
      {code.data ? <PracticeLink code={code.data} /> : problem === null ? <PanelSkeleton /> : <Problem words={problem} />}
    </section>
  )
}

function PracticeLink({ code }: { code: JoinCode }) {
  const [renewing, setRenewing] = useState(false)
  const { renew, choose } = useChangeJoinCode()
  const problem = useRefusalWords(renew.error ?? choose.error)
  const link = addressOf(code)
  return (
    <>
      <QrCode text={link} label={t('practice.invite.all.code')} />
      <CopyLink link={link} label={t('practice.invite.copy')} />
      <div className={styles.acts}>
        <Button variant="default" size="sm" leftSection={<Icon of={IconPrinter} />} onClick={() => window.print()}>
          {t('practice.invite.all.print')}
        </Button>
        <Button variant="subtle" size="sm" aria-haspopup="dialog" onClick={() => setRenewing(true)}>
          {t('practice.invite.all.renew')}
        </Button>
      </div>
      <SelectField
        label={t('practice.invite.all.joinBy')}
        value={choose.isPending ? choose.variables : code.joinBy}
        onChange={({ currentTarget: { value } }) => choose.mutate(value as JoinBy)}
        data={JoinBy.options.map((value) => ({ value, label: t(`practice.invite.joinBy.${value}`) }))}
      />
      {code.isFull && <Problem words={t('practice.invite.all.full')} />}
      {problem !== null && <Problem words={problem} />}
      <PrintedCode link={link} />
      <ConfirmDialog
        opened={renewing}
        title={t('practice.invite.renew.title')}
        stayLabel={t('practice.invite.renew.stay')}
        onStay={() => setRenewing(false)}
        goLabel={t('practice.invite.renew.do')}
        onGo={() => renew.mutate(undefined, { onSettled: () => setRenewing(false) })}
        busy={renew.isPending}
        busyLabel={t('practice.invite.renew.doing')}
      >
        {t('practice.invite.renew.lead')}
      </ConfirmDialog>
    </>
  )
}

const Problem = ({ words }: { words: string }) => (
  <Note tone="danger" icon={IconAlertTriangle} role="alert">
    {words}
  </Note>
)
