let context: AudioContext | null = null

/** The page's audio output; browsers keep it silent until the person has interacted with the page. */
function output(): AudioContext {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume().catch(() => undefined)
  return context
}

/** Call it in a press handler, so that a later ring may sound. */
export function unlockSound(): void {
  if (typeof AudioContext !== 'undefined') output()
}

interface Tone {
  readonly hertz: number
  /** Seconds from now. */
  readonly at: number
  readonly seconds: number
}

/** −12 dB. */
const LOUDNESS = 0.25
const ATTACK_SECONDS = 0.04

/** How long a browser may take to start the sound; after that the ring is out of date. */
const LATE_MS = 500

/** Plays soft sine notes, or none if the browser does not allow sound; the returned function silences them at once. */
export function play(tones: readonly Tone[]): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined
  const audio = output()
  const gain = audio.createGain()
  const asked = performance.now()
  let silenced = false
  const begin = (): void => {
    if (silenced || performance.now() - asked > LATE_MS) return
    gain.connect(audio.destination)
    gain.gain.value = 0
    for (const tone of tones) schedule(audio, gain, tone)
  }
  if (audio.state === 'running') begin()
  else audio.resume().then(begin, () => undefined)
  return () => {
    silenced = true
    gain.disconnect()
  }
}

function schedule(audio: AudioContext, gain: GainNode, { hertz, at, seconds }: Tone): void {
  const begin = audio.currentTime + at
  const oscillator = audio.createOscillator()
  oscillator.frequency.value = hertz
  oscillator.connect(gain)
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(LOUDNESS, begin + ATTACK_SECONDS)
  gain.gain.setValueAtTime(LOUDNESS, begin + seconds - ATTACK_SECONDS)
  gain.gain.linearRampToValueAtTime(0, begin + seconds)
  oscillator.start(begin)
  oscillator.stop(begin + seconds)
}
