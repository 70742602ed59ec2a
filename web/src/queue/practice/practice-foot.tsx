import { Button } from '@mantine/core'
import { t } from '../../ui/words/text.ts'
import { EndPractice } from './end-practice.tsx'
import styles from './practice-foot.module.css'
import type { QueueSections, Shown } from './queue-view.ts'

type PracticeFootProps = { scheduleId: string; counts: QueueSections['counts']; shown: Shown; onShow: (shown: Shown) => void }

/** The foot on a phone: the filter for ready patients, and the end of the practice. */
export function PracticeFoot({ scheduleId, counts, shown, onShow }: PracticeFootProps) {
  return (
    <div className={styles.foot}>
      {(counts.ready > 0 || shown === 'ready') && (
        <Button variant="default" aria-pressed={shown === 'ready'} onClick={() => onShow(shown === 'ready' ? 'all' : 'ready')}>
          {shown === 'ready' ? t('practice.filter.everyone') : t('practice.filter.showReady', { count: counts.ready })}
        </Button>
      )}
      <EndPractice scheduleId={scheduleId} counts={counts} />
    </div>
  )
}
