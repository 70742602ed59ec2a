import { useId } from 'react'
import { drawing as ink } from '../theme/tokens.ts'

const people = {
  doctor: { ground: ink.mist, skin: ink.fair, hair: ink.hair.chestnut, top: ink.coat, seam: ink.lapel },
  patient: { ground: ink.peach, skin: ink.brown, hair: ink.hair.black, top: ink.apricot, seam: ink.apricotSeam },
  other: { ground: ink.sage, skin: ink.tan, hair: ink.hair.dark, top: ink.teal, seam: ink.tealSeam },
} as const

type Who = keyof typeof people

const face = 'M138 160c0-56 26-82 62-82s63 26 63 82c0 62-28 104-63 104s-62-42-62-104Z'
const neckHole = 'M148 285c10 46 94 46 104 0l11 4c-8 62-118 62-126 0Z'

function HairBehind({ who }: { who: Who }) {
  const { hair } = people[who]
  if (who === 'patient') return <circle cx="206" cy="56" r="34" fill={hair} />
  if (who === 'other') return null
  return <path d="M124 186C114 92 160 58 202 58s88 34 78 128c0 26 4 50-8 62-36 14-104 14-140 0-12-12-8-36-8-62Z" fill={hair} />
}

function Clothes({ who }: { who: Who }) {
  if (who !== 'doctor') return <path d={neckHole} fill={people[who].seam} />
  return (
    <>
      <path d="M150 286l50 70 50-70 4 8-32 130h-44L146 294Z" fill={ink.scrub} />
      <path d="M199 424v330" stroke={ink.lapel} strokeWidth="5" />
      <path d="M150 288c-10 2-20 6-30 10l24 66 34 62h20L156 300Z" fill={ink.lapel} />
      <path d="M250 288c10 2 20 6 30 10l-24 66-34 62h-20l42-126Z" fill={ink.lapel} />
    </>
  )
}

function HairInFront({ who }: { who: Who }) {
  const { hair } = people[who]
  if (who === 'doctor')
    return <path d="M134 174c-8-70 22-106 68-106s74 36 66 106c-4-22-10-38-20-46-34 2-66-2-88-10-14 12-24 30-26 56Z" fill={hair} />
  if (who === 'patient') return <path d="M135 168c-10-68 22-102 66-102s76 34 65 102c-8-34-26-54-50-62-30 6-64 18-81 62Z" fill={hair} />
  return (
    <>
      <path d="M139 184c2 54 28 86 61 86s60-32 62-86c-8 22-18 26-28 26-12-10-56-10-68 0-10 0-20-4-27-26Z" fill={hair} />
      <path d="M133 168c-10-70 24-104 70-104s76 34 65 104c-4-26-10-42-22-52-32 10-66 6-88-2-14 10-22 28-25 54Z" fill={hair} />
    </>
  )
}

/** One of the three drawn people in a round frame, placed in a larger drawing. */
export function Portrait({ who, x, y, size }: { who: Who; x: number; y: number; size: number }) {
  const id = useId()
  const { ground, skin, hair, top } = people[who]
  return (
    <svg x={x} y={y} width={size} height={size} viewBox="0 0 400 400">
      <clipPath id={`${id}-round`}>
        <circle cx="200" cy="200" r="200" />
      </clipPath>
      <linearGradient id={`${id}-skin`} x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stopColor={skin[0]} />
        <stop offset="1" stopColor={skin[1]} />
      </linearGradient>
      <g clipPath={`url(#${id}-round)`}>
        <rect width="400" height="400" fill={ground} />
        <g transform="translate(0 24)">
          <HairBehind who={who} />
          <path d="M8 440C14 336 70 308 154 284h92c84 24 140 52 146 156l10 300H-2Z" fill={top} />
          <path d="M164 222h72v52c0 6 6 10 14 12-8 44-92 44-100 0 8-2 14-6 14-12Z" fill={skin[1]} />
          <Clothes who={who} />
          {who !== 'doctor' && (
            <g fill={skin[1]}>
              <ellipse cx="136" cy="176" rx="10" ry="17" />
              <ellipse cx="265" cy="176" rx="10" ry="17" />
            </g>
          )}
          <path d={face} fill={`url(#${id}-skin)`} />
          <HairInFront who={who} />
          <g fill="none" stroke={hair} strokeLinecap="round" strokeWidth="4.5">
            <path d="M163 148q11-7 23-2M214 146q12-5 23 2" />
            <path d="M201 172c4 10 6 20-5 22" stroke={skin[2]} />
            <path d="M180 216q21 15 42 0" stroke={ink.lip} />
          </g>
          <g fill={ink.ink}>
            <ellipse cx="176" cy="167" rx="5" ry="5.6" />
            <ellipse cx="225" cy="167" rx="5" ry="5.6" />
          </g>
        </g>
      </g>
    </svg>
  )
}
