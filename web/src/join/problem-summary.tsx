import type { Ref } from 'react'
import { t } from '../ui/words/text.ts'
import type { FieldName } from './answers.ts'
import styles from './door.module.css'

type ProblemSummaryProps = {
  ref: Ref<HTMLDivElement>
  problems: Partial<Record<FieldName, string>>
  idOf: (name: FieldName) => string
}

/** What is still missing, above the form, each with a link to its field; nothing if nothing is. */
export function ProblemSummary({ ref, problems, idOf }: ProblemSummaryProps) {
  const found = Object.entries(problems) as [FieldName, string][]
  if (found.length === 0) return null
  return (
    <div className={styles.summary} role="alert" tabIndex={-1} ref={ref}>
      <p>{t('join.problems.title', { count: found.length })}</p>
      <p>{t('join.problems.lead')}</p>
      <ul>
        {found.map(([name, words]) => (
          <li key={name}>
            <a
              href={`#${idOf(name)}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(idOf(name))?.focus()
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
