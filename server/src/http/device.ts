import type { Device } from '@medconsult/contract'

/** The first that a User-Agent names: most browsers name those that they descend from as well. */
const browsers: readonly (readonly [RegExp, Device['browser']])[] = [
  [/\b(?:Edg|EdgA|EdgiOS|Edge)\//, 'EDGE'],
  [/\b(?:OPR|Opera|SamsungBrowser|YaBrowser|Vivaldi)\//, 'OTHER'],
  [/\b(?:Firefox|FxiOS)\//, 'FIREFOX'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'CHROME'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'SAFARI'],
]
const systems: readonly (readonly [RegExp, Device['system']])[] = [
  [/\bAndroid\b/, 'ANDROID'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'IOS'],
  [/\bWindows NT\b/, 'WINDOWS'],
  [/\bMac OS X\b/, 'MAC'],
  [/\b(?:Linux|X11|CrOS)\b/, 'LINUX'],
]

const firstNamed = <C extends string>(kinds: readonly (readonly [RegExp, C])[], agent: string): C | 'OTHER' =>
  kinds.find(([pattern]) => pattern.test(agent))?.[1] ?? 'OTHER'

/** The browser and the system that a User-Agent header names, in codes; a browser says no more that a person would recognise. */
export const deviceOf = (agent: string): Device => ({ browser: firstNamed(browsers, agent), system: firstNamed(systems, agent) })
