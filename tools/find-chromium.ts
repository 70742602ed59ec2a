import { isExecutable, onPath } from '../testing/machine.ts'
import { installDebianPackage } from './debian-package.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium that tests and benchmarks run in: CHROMIUM, else one on PATH, else one in its usual place, else null. */
function findChromium(): string | null {
  const named = process.env['CHROMIUM']
  if (named) return isExecutable(named) ? named : null
  return names.map(onPath).find((path) => path !== null) ?? places.find(isExecutable) ?? null
}

/** As `findChromium`, but installs Debian's where it may. Throws one line that says what to install. */
export function provideChromium(): string {
  const found = findChromium()
  if (found !== null) return found
  const named = process.env['CHROMIUM']
  if (named) throw new Error(`CHROMIUM names ${named}, which is not a program.`)
  const installed = installDebianPackage('chromium') ? findChromium() : null
  if (installed !== null) return installed
  throw new Error(
    'No Chromium here. Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium), or name it in CHROMIUM.',
  )
}

/** No window, no background traffic, and a camera and microphone that are not there. `--no-sandbox` because containers run as root. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--use-fake-device-for-media-stream',
]
