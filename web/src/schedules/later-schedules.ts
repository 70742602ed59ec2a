import { PAGE_ROWS, type Schedule } from '@medconsult/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { keys } from '../keys.ts'

/** The doctor's schedules beyond the first page, loaded page by page on request. */
export function useOlderSchedules(firstPage: readonly Schedule[]) {
  const [asked, setAsked] = useState(false)
  const last = firstPage.at(-1)?.id ?? ''
  const query = useInfiniteQuery({
    queryKey: [...keys.doctorSchedules, 'older', last],
    queryFn: ({ pageParam, signal }) => api('listSchedules', { query: { before: pageParam } }, signal),
    initialPageParam: last,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? null : (page.at(-1)?.id ?? null)),
    enabled: asked && last !== '',
  })
  return {
    schedules: query.data?.pages.flat() ?? [],
    more: firstPage.length >= PAGE_ROWS && (!asked || query.hasNextPage),
    busy: query.isFetching,
    load: () => {
      if (asked) void query.fetchNextPage()
      else setAsked(true)
    },
  }
}
