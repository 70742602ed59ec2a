import { PAGE_ROWS, type PatientSchedule } from '@medconsult/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** A patient's schedules beyond the first page, loaded page by page on request. */
export function useLaterSchedules(firstPage: readonly PatientSchedule[]) {
  const [asked, setAsked] = useState(false)
  const last = firstPage.at(-1)?.id ?? ''
  const query = useInfiniteQuery({
    queryKey: keys.browseLater(last),
    queryFn: ({ pageParam, signal }) => api('browseSchedules', { query: { before: pageParam } }, signal),
    initialPageParam: last,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? null : (page.at(-1)?.id ?? null)),
    enabled: asked && firstPage.length >= PAGE_ROWS,
    gcTime: 0,
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
