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

/** The Chromium for tests and benchmarks: CHROMIUM, or one on PATH or in a usual place, or null. */
function findChromium(): string | null {
  const named = process.env['CHROMIUM']
  if (named) return isExecutable(named) ? named : null
  return names.map(onPath).find((path) => path !== null) ?? places.find(isExecutable) ?? null
}

/** Like `findChromium`, but installs the Debian package where it can. Throws a message that says what to install. */
export function provideChromium(): string {
  const found = findChromium()
  if (found !== null) return found
  const named = process.env['CHROMIUM']
  if (named) throw new Error(`CHROMIUM is set to ${named}, which is not an executable.`)
  const installed = installDebianPackage('chromium') ? findChromium() : null
  if (installed !== null) return installed
  throw new Error(
    'Chromium was not found. Install it (Debian: apt-get install chromium; macOS: brew install --cask chromium) or set CHROMIUM to its path.',
  )
}

/** Headless, no background traffic, fake camera and microphone. `--no-sandbox` because containers run as root. */
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
