import { Button } from '@mantine/core'
import { Children, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import styles from './queue.module.css'
import { t } from '../../../ui/words/text.ts'
import { useSlideRows } from './slide-rows.ts'

/** Rows rendered at first, and added each time the end comes near. */
const AT_ONCE = 40

/**
 * The rows of a queue on their thread; a row that moves slides. A long list renders more rows when its end is reached, by
 * scrolling or with the button there. Goes into a `Panel pad="none"`.
 */
export function QueueList({ children, label }: { children: ReactNode; label?: string }) {
  const list = useRef<HTMLUListElement>(null)
  const [drawn, setDrawn] = useState(AT_ONCE)
  useSlideRows(list)
  const rows = Children.toArray(children)
  return (
    <>
      <ul className={styles.list} ref={list} aria-label={label}>
        {rows.slice(0, drawn)}
      </ul>
      {rows.length > drawn && <MoreRows left={rows.length - drawn} onMore={() => setDrawn((old) => old + AT_ONCE)} />}
    </>
  )
}

/** About a screen: more rows are rendered before the end is visible. */
const NEAR = '800px'

function MoreRows({ left, onMore }: { left: number; onMore: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: NEAR })
    watch.observe(end.current!)
    return () => watch.disconnect()
  })
  return (
    <div className={styles.more} ref={end}>
      <Button variant="subtle" size="sm" onClick={onMore}>
        {t('practice.queue.more', { count: left })}
      </Button>
    </div>
  )
}

/** The small heading of a second list in the same column: "Seen today". */
export function QueueCaption({ children }: { children: ReactNode }) {
  return <h2 className={styles.caption}>{children}</h2>
}

/** A sentence under the rows, such as why a call cannot start. */
export function QueueFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>
}
