import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconDoorExit, IconLogout, type Icon as TablerIcon } from '@tabler/icons-react'

/** They point along the reading direction, so right-to-left pages mirror them. */
const POINTING: ReadonlySet<TablerIcon> = new Set([IconArrowBackUp, IconArrowLeft, IconArrowRight, IconDoorExit, IconLogout])

/** One of Tabler's icons at our stroke; decoration, so always shown with a word or a label. */
export function Icon({ of: Drawn, size = 20, stroke = 1.9 }: { of: TablerIcon; size?: number; stroke?: number }) {
  return <Drawn size={size} stroke={stroke} aria-hidden="true" focusable="false" data-points={POINTING.has(Drawn) || undefined} />
}
