import type { Logger } from 'pino'
import type { Change } from '../store/store.ts'
import type { NoticeReport } from './outbox.ts'

export const isNewNotice = (change: Change): boolean => change.kind === 'insert' && change.table === 'notices'

/** Logs by codes and counts what became of a notice. */
export const makeNoticeReport =
  (
    log: Pick<Logger, 'info' | 'warn'>,
    count: ((labels: { kind: string; channel: string; outcome: string }) => void) | undefined,
  ): NoticeReport =>
  ({ kind, channel, outcome, code, attempts }) => {
    count?.({ kind, channel, outcome })
    const line = { kind, channel, outcome, code, attempts }
    if (outcome === 'FAILED' || outcome === 'AGAIN') log.warn(line, 'notice')
    else log.info(line, 'notice')
  }
