import { useEffect, useState } from 'react'
import { media } from './media.ts'

/** Loudness of samples around zero as 0–1: −60 dB is 0, −10 dB is 1. */
function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibel = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-9)
  return Math.min(1, Math.max(0, (decibel + 60) / 50))
}

/** How loud the own microphone is, 0–1, ten times a second; 0 without one. Listens only while a component uses it. */
export function useLevel(): number {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    let context: AudioContext | null = null
    let source: MediaStreamAudioSourceNode | null = null
    let heard: MediaStreamTrack | null = null
    let analyser: AnalyserNode | null = null
    const samples = new Float32Array(1024)

    const connect = (): void => {
      const track = media.read().stream?.getAudioTracks()[0] ?? null
      if (track === heard) return
      heard = track
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
      void context.resume()
    }
    connect()
    const unsubscribe = media.subscribe(connect)
    const timer = setInterval(() => {
      if (!heard || !analyser) return setLevel(0)
      analyser.getFloatTimeDomainData(samples)
      setLevel(Math.round(loudness(samples) * 20) / 20)
    }, 100)
    return () => {
      clearInterval(timer)
      unsubscribe()
      source?.disconnect()
      void context?.close()
    }
  }, [])
  return level
}
