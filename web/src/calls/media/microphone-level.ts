import { useSyncExternalStore } from 'react'
import { observable, type Observable } from '../../server/observable.ts'
import { media } from './media.ts'

/** Loudness of samples around zero as 0–1: −60 dB is 0, −10 dB is 1. */
function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibel = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-9)
  return Math.min(1, Math.max(0, (decibel + 60) / 50))
}

const level = observable(0)
const delivers = observable<boolean | null>(false)
const EVERY_MS = 100

/** Measures whichever microphone `media` holds, until the returned function is called. */
function listen(): () => void {
  let context: AudioContext | null = null
  let source: MediaStreamAudioSourceNode | null = null
  let track: MediaStreamTrack | null = null
  let analyser: AnalyserNode | null = null
  /** The track that has had a non-zero sample: a working microphone is never all silent for long, a muted one is. */
  let sounding: MediaStreamTrack | null = null
  const samples = new Float32Array(1024)

  const connect = (): void => {
    const next = media.read().stream?.getAudioTracks()[0] ?? null
    if (next === track) return
    track = next
    source?.disconnect()
    source = null
    if (!track) return
    context ??= new AudioContext()
    if (!analyser) {
      analyser = context.createAnalyser()
      analyser.fftSize = samples.length
    }
    source = context.createMediaStreamSource(new MediaStream([track]))
    source.connect(analyser)
    resume()
  }
  const resume = (): void => void context?.resume().catch(() => undefined)
  const look = (): void => {
    const live = track !== null && track.readyState === 'live' && !track.muted
    if (live && context?.state === 'running') {
      analyser?.getFloatTimeDomainData(samples)
      level.set(Math.round(loudness(samples) * 20) / 20)
      if (samples.some((sample) => sample !== 0)) sounding = track
    } else level.set(0)
    delivers.set(live && sounding !== track && context?.state !== 'running' ? null : live && sounding === track)
  }
  connect()
  const unsubscribe = media.subscribe(connect)
  const timer = setInterval(look, EVERY_MS)
  // Browsers may suspend audio until the person has interacted with the page.
  document.addEventListener('pointerdown', resume)
  document.addEventListener('keydown', resume)
  return () => {
    document.removeEventListener('pointerdown', resume)
    document.removeEventListener('keydown', resume)
    clearInterval(timer)
    unsubscribe()
    source?.disconnect()
    void context?.close()
    level.set(0)
    delivers.set(false)
  }
}

let watchers = 0
let stop = (): void => undefined
const whileListening =
  <T>({ subscribe }: Observable<T>) =>
  (listener: () => void): (() => void) => {
    const unsubscribe = subscribe(listener)
    if (watchers === 0) stop = listen()
    watchers += 1
    return () => {
      unsubscribe()
      watchers -= 1
      if (watchers === 0) stop()
    }
  }
const subscribeLevel = whileListening(level)
const subscribeDelivers = whileListening(delivers)

/** The own microphone's level, 0–1, ten times a second; 0 without one. Measured only while a component uses it. */
export const useMicrophoneLevel = (): number => useSyncExternalStore(subscribeLevel, level.get)

/** Whether the own microphone delivers sound, not just its permission; null while the browser does not let the page measure it. */
export const useDelivers = (): boolean | null => useSyncExternalStore(subscribeDelivers, delivers.get)
