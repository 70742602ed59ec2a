import { expect, type Page } from '@playwright/test'

interface Probe {
  /** Every track the page has ever got from a camera or microphone, clones included. */
  readonly own: Set<MediaStreamTrack>
  readonly connections: RTCPeerConnection[]
}

declare global {
  interface Window {
    probe: Probe
  }
}

/** Runs in the page before its own code: records tracks, connections and content security policy violations. */
export function installProbe(): void {
  const probe: Probe = { own: new Set(), connections: [] }
  window.probe = probe
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, sourceFile, lineNumber, columnNumber, sample }) => {
      console.error(
        `Content Security Policy: ${effectiveDirective} refused ${blockedURI} of ${sourceFile}:${lineNumber}:${columnNumber} ${sample}`,
      )
    },
  )
  // A new tab's blank page is not a secure context and has no camera.
  if (!window.isSecureContext) return
  const devices = navigator.mediaDevices
  const getUserMedia = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints)
    for (const track of stream.getTracks()) probe.own.add(track)
    return stream
  }
  const clone = Reflect.get(MediaStreamTrack.prototype, 'clone')
  MediaStreamTrack.prototype.clone = function cloneTrack() {
    const copy = clone.call(this)
    if (probe.own.has(this)) probe.own.add(copy)
    return copy
  }
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      probe.connections.push(this)
    }
  }
}

/** Whether the remote picture moves: two frames drawn on a canvas differ. Waits at most 3 s. */
const remotePictureMoves = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const video = [...document.querySelectorAll('video')].find(
      ({ srcObject }) =>
        srcObject instanceof MediaStream &&
        srcObject.getVideoTracks().some((track) => !window.probe.own.has(track) && track.readyState === 'live'),
    )
    if (video === undefined || video.videoWidth === 0) return false
    const canvas = document.createElement('canvas')
    canvas.width = 96
    canvas.height = 72
    const paper = canvas.getContext('2d', { willReadFrequently: true })!
    const draw = (): string => {
      paper.drawImage(video, 0, 0, canvas.width, canvas.height)
      return paper.getImageData(0, 0, canvas.width, canvas.height).data.join()
    }
    const first = draw()
    return new Promise<boolean>((answer) => {
      const timer = setTimeout(() => answer(false), 3000)
      const next = (): void => {
        if (draw() === first) return void video.requestVideoFrameCallback(next)
        clearTimeout(timer)
        answer(true)
      }
      video.requestVideoFrameCallback(next)
    })
  })

/** Milliseconds between looks; Playwright's own grow to a second. */
const intervals = [100]

/** Expects a remote picture that moves. */
export const expectRemotePicture = (page: Page, timeout = 45_000): Promise<void> =>
  expect.poll(() => remotePictureMoves(page), { message: 'the remote picture moves', timeout, intervals }).toBe(true)

/** Audio packets received over all open connections. */
export const soundPackets = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let packets = 0
    for (const connection of window.probe.connections) {
      for (const report of (await connection.getStats()).values() as Iterable<{ type: string; kind?: string; packetsReceived?: number }>) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') packets += report.packetsReceived ?? 0
      }
    }
    return packets
  })

/** Expects remote sound to keep arriving. */
export async function expectRemoteSound(page: Page): Promise<void> {
  const before = await soundPackets(page)
  await expect.poll(() => soundPackets(page), { message: 'remote sound arrives', intervals }).toBeGreaterThan(before)
}

/** Number of live tracks of the page's own camera and microphone. */
export const liveTracks = (page: Page): Promise<number> =>
  page.evaluate(() => [...window.probe.own].filter((track) => track.readyState === 'live').length)

/** Expects camera and microphone to be released and no connection to be open. */
export async function expectNothingLive(page: Page): Promise<void> {
  await expect.poll(() => liveTracks(page), { message: 'live tracks', intervals }).toBe(0)
  await expect
    .poll(() => page.evaluate(() => window.probe.connections.filter((it) => it.signalingState !== 'closed').length), {
      message: 'open connections',
      intervals,
    })
    .toBe(0)
}
